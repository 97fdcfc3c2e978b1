// Which platform a connection leads to: our own drawings, never the platforms' trade marks. Always beside the word.
import type { AccountKind } from '@paidan/shared/kinds';
import { cn } from '../lib/cn';

const TONES: Readonly<Record<AccountKind, string>> = {
  wecom: 'bg-info-soft text-info',
  wecomGroup: 'bg-pause-soft text-pause',
  wechat: 'bg-ok-soft text-ok',
  dingtalk: 'bg-accent-soft text-accent',
};
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.7,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const SHAPES: Readonly<Record<AccountKind, JSX.Element>> = {
  // A card with a button, spoken.
  wecom: (
    <>
      <path {...line} d="M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-4.500 3.500V17H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z" />
      <path {...line} d="M7 8.500h7" />
      <rect x="12" y="11.200" width="5.500" height="2.800" rx="1.400" fill="currentColor" />
    </>
  ),
  // One speaks, several hear.
  wecomGroup: (
    <>
      <path
        {...line}
        d="M4 4.500h10a1.500 1.500 0 0 1 1.500 1.500v5a1.500 1.500 0 0 1-1.500 1.500H8.500L5.500 15v-2.500H4A1.500 1.500 0 0 1 2.500 11V6A1.500 1.500 0 0 1 4 4.500Z"
      />
      <path
        {...line}
        d="M18.500 9H20a1.500 1.500 0 0 1 1.500 1.500v5A1.500 1.500 0 0 1 20 17h-.5v2.500L16.500 17H12a1.500 1.500 0 0 1-1.400-1"
      />
      <path {...line} d="M6.300 8.500h.01M9 8.500h.01M11.700 8.500h.01" strokeWidth="2.200" />
    </>
  ),
  // A phone with a slip in it.
  wechat: (
    <>
      <rect {...line} x="6.500" y="2.500" width="11" height="19" rx="2.500" />
      <path {...line} d="M10 18.500h4" />
      <path d="M9 7.500h6v2.200a1 1 0 0 0 0 2V14H9v-2.300a1 1 0 0 0 0-2Z" fill="currentColor" />
    </>
  ),
  // A door, and somebody let in.
  dingtalk: (
    <>
      <path {...line} d="M13 3.500h5a1.500 1.500 0 0 1 1.500 1.500v14a1.500 1.500 0 0 1-1.500 1.500h-5" />
      <path {...line} d="M4 12h10M10.500 8.500 14 12l-3.500 3.500" />
    </>
  ),
};

export function PlatformMark({ kind, size = 'md' }: { kind: AccountKind; size?: 'sm' | 'md' | 'lg' }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex shrink-0 items-center justify-center',
        TONES[kind],
        { sm: 'h-5 w-5 rounded-sm', md: 'h-9 w-9 rounded', lg: 'h-11 w-11 rounded-lg' }[size],
      )}
    >
      <svg viewBox="0 0 24 24" className={{ sm: 'h-3.5 w-3.5', md: 'h-5 w-5', lg: 'h-6 w-6' }[size]} aria-hidden="true">
        {SHAPES[kind]}
      </svg>
    </span>
  );
}
