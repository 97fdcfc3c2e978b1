// A few choices of which one is taken, all in sight. Real radio buttons underneath, so the arrow keys work.
import { type ReactNode, useId } from 'react';
import { cn } from '../../lib/cn';

type Props = {
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
};

export function Choice({ options, value, onChange }: Props) {
  const name = useId();
  return (
    <div className="flex flex-wrap gap-2">
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'flex min-h-[36px] cursor-pointer items-center rounded border px-3 transition-colors max-md:min-h-[44px]',
            'has-[:focus-visible]:outline has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent',
            value === option.value
              ? 'border-accent bg-accent-soft text-accent'
              : 'border-line-strong bg-surface hover:bg-sunken',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
