// A button that is only a picture: its name is spoken, and shown on hover and focus.
import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react';
import { cn } from '../lib/cn';
import { LOOKS, type Look } from './Button';
import { Tip } from './Tip';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> & {
  readonly name: string;
  readonly look?: Look;
  readonly keys?: string;
  readonly children: ReactNode;
};

export const IconButton = forwardRef<HTMLButtonElement, Props>(function IconButton(
  { name, look = 'quiet', keys, className, children, ...rest },
  ref,
) {
  return (
    <Tip words={name} {...(keys !== undefined && { keys })}>
      <button
        ref={ref}
        type="button"
        aria-label={name}
        className={cn(
          'inline-flex h-8 w-8 shrink-0 items-center justify-center rounded transition-colors disabled:opacity-40 max-md:h-11 max-md:w-11',
          LOOKS[look],
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tip>
  );
});
