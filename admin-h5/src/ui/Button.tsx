import { type ButtonHTMLAttributes, forwardRef } from 'react';
import { cn } from '../lib/cn';
import { Spinner } from './Spinner';

export type Look = 'primary' | 'plain' | 'quiet' | 'danger';
export const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-accent-on hover:bg-accent-strong shadow-low font-medium',
  plain: 'bg-surface text-ink border border-line-strong hover:bg-sunken',
  quiet: 'text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-surface hover:opacity-90 font-medium',
};
export const SIZES = {
  sm: 'h-8 px-2.5 text-sm gap-1.5',
  md: 'h-9 px-3.5 gap-2',
  lg: 'h-11 px-5 text-lg gap-2',
} as const;
export const buttonClass = (look: Look = 'plain', size: keyof typeof SIZES = 'md') =>
  cn(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded transition-colors max-md:min-h-[44px]',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    LOOKS[look],
    SIZES[size],
  );

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: Look;
  readonly size?: keyof typeof SIZES;
  readonly busy?: boolean;
};

export const Button = forwardRef<HTMLButtonElement, Props>(function Button(
  { look = 'plain', size = 'md', busy = false, className, children, type = 'button', disabled, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      className={cn(buttonClass(look, size), className)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
});
