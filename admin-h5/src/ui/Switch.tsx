// On or off, at once. Words and state are one target, as wide as the row.
import type { ReactNode } from 'react';
import { cn } from '../lib/cn';

type Props = {
  readonly label: string;
  readonly words?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** It stays as it is, and `words` say why. */
  readonly locked?: boolean;
};

export function Switch({ label, words, checked, onChange, locked = false }: Props) {
  return (
    <label
      className={cn('flex min-h-[52px] items-center gap-4 py-2', locked ? 'cursor-not-allowed' : 'cursor-pointer')}
    >
      <span className="min-w-0 flex-1">
        <span className={cn('block', locked && 'text-ink-2')}>{label}</span>
        {words && <span className="block text-xs text-ink-3">{words}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-checked={checked}
        checked={checked}
        aria-disabled={locked || undefined}
        onChange={(event) => !locked && onChange(event.target.checked)}
        className="peer sr-only"
      />
      <span
        aria-hidden="true"
        className={cn(
          'relative h-6 w-10 shrink-0 rounded-full transition-colors peer-focus-visible:outline peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent',
          checked ? 'bg-accent' : 'bg-line-strong',
          locked && 'opacity-45',
        )}
      >
        <span
          className={cn(
            'absolute top-0.5 h-5 w-5 rounded-full bg-surface shadow-low transition-transform',
            checked ? 'translate-x-[18px]' : 'translate-x-0.5',
          )}
        />
      </span>
    </label>
  );
}
