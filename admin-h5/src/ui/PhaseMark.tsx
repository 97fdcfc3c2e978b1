// A ticket's phase by shape and colour: an empty ring fills up as the work goes on. Always beside the word.
import type { Phase, Stage } from '@paidan/shared/kinds';
import { cn } from '../lib/cn';
import { useLocale } from '../lib/locale';
import { words } from '../text/words';
import { Badge, type Tone } from './Badge';

export const PHASE_TONES: Readonly<Record<Phase, Tone>> = {
  new: 'info',
  open: 'warn',
  active: 'accent',
  waiting: 'pause',
  done: 'ok',
  closed: 'plain',
  cancelled: 'plain',
};
const INKS: Readonly<Record<Tone, string>> = {
  plain: 'text-ink-3',
  accent: 'text-accent',
  danger: 'text-danger',
  warn: 'text-warn',
  ok: 'text-ok',
  info: 'text-info',
  pause: 'text-pause',
};

export function PhaseGlyph({ phase, className }: { phase: Phase; className?: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      aria-hidden="true"
      className={cn('h-3.5 w-3.5 shrink-0', INKS[PHASE_TONES[phase]], className)}
    >
      {SHAPES[phase]}
    </svg>
  );
}

const ring = { cx: 7, cy: 7, r: 5.6, fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 };
const SHAPES: Readonly<Record<Phase, JSX.Element>> = {
  new: <circle {...ring} strokeDasharray="2.2 2.2" />,
  open: <circle {...ring} />,
  active: (
    <>
      <circle {...ring} />
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
    </>
  ),
  waiting: (
    <>
      <circle {...ring} />
      <path d="M5.6 4.8v4.4M8.4 4.8v4.4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  done: (
    <>
      <circle {...ring} />
      <circle cx="7" cy="7" r="3.2" fill="currentColor" />
    </>
  ),
  closed: (
    <>
      <circle cx="7" cy="7" r="6.4" fill="currentColor" />
      <path
        d="m4.3 7.2 1.9 1.9 3.6-4"
        fill="none"
        className="stroke-surface"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  cancelled: (
    <>
      <circle {...ring} />
      <path d="m5 5 4 4M9 5 5 9" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
};

/** The phase's shape, and the word for how far it is in it. */
export function PhaseBadge({ ticket: { phase, stage } }: { ticket: { readonly phase: Phase; readonly stage: Stage } }) {
  const locale = useLocale();
  return (
    <Badge tone={PHASE_TONES[phase]}>
      <PhaseGlyph phase={phase} className="!text-current" />
      {words(locale).cards.stages[stage]}
    </Badge>
  );
}
