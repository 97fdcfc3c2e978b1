// How urgent: one to three bars, and a filled square with a stroke for what cannot wait. The word is spoken, and shown on wide rows.
import type { Priority } from '@paidan/shared/kinds';
import { cn } from '../lib/cn';
import { useLocale } from '../lib/locale';
import { words } from '../text/words';

const BARS: Readonly<Record<Exclude<Priority, 'urgent'>, number>> = { low: 1, normal: 2, high: 3 };
const INKS: Readonly<Record<Priority, string>> = {
  low: 'text-ink-3',
  normal: 'text-ink-2',
  high: 'text-warn',
  urgent: 'text-danger',
};

export function PriorityMark({ priority, wordy = false }: { priority: Priority; wordy?: boolean }) {
  const locale = useLocale();
  const name = words(locale).priorities[priority];
  return (
    <span className={cn('inline-flex items-center gap-1.5 whitespace-nowrap text-xs', INKS[priority])}>
      <svg viewBox="0 0 14 14" className="h-3.5 w-3.5 shrink-0" aria-hidden="true">
        {priority === 'urgent' ? (
          <>
            <rect x="1" y="1" width="12" height="12" rx="2.5" fill="currentColor" />
            <path d="M7 3.8v3.8M7 9.9v.3" className="stroke-surface" strokeWidth="1.8" strokeLinecap="round" />
          </>
        ) : (
          [3, 6, 9].map((height, bar) => (
            <rect
              key={height}
              x={1.5 + bar * 4}
              y={12 - height}
              width="2.8"
              height={height}
              rx=".8"
              fill="currentColor"
              opacity={bar < BARS[priority] ? 1 : 0.25}
            />
          ))
        )}
      </svg>
      <span className={wordy ? undefined : 'sr-only'}>{name}</span>
    </span>
  );
}
