// How a connection stands: colour, shape and words.
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { moment } from '../../lib/time';
import { useChannelText } from '../../text/channels';
import { Badge } from '../../ui/Badge';
import { STANDING_TONES, type Standing, standingOf } from './standing';
import type { Account } from './useAccounts';

export function StandingBadge({ account }: { account: Account }) {
  const text = useChannelText().account.standing;
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const standing = standingOf(account, now);
  const words =
    standing === 'paused'
      ? text.paused(moment(account.health.pausedUntil ?? now, now, offsetMinutes, locale))
      : standing === 'error'
        ? `${text.error} ${account.health.error?.code ?? ''}`
        : text[standing];
  return (
    <Badge tone={STANDING_TONES[standing]}>
      <StandingGlyph standing={standing} />
      {words}
    </Badge>
  );
}

const ring = { cx: 7, cy: 7, r: 5.6, fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 };
const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const SHAPES: Readonly<Record<Standing, JSX.Element>> = {
  ok: (
    <>
      <circle {...ring} />
      <path {...stroke} d="m4.500 7.200 1.800 1.800 3.300-3.700" />
    </>
  ),
  callback: <circle {...ring} strokeDasharray="2.2 2.2" />,
  unknown: <circle {...ring} />,
  paused: (
    <>
      <circle {...ring} />
      <path {...stroke} d="M5.600 4.800v4.400M8.400 4.800v4.400" />
    </>
  ),
  error: <path d="M7 1.500 13.200 12.500H.8Z" fill="currentColor" />,
  retired: (
    <>
      <circle {...ring} />
      <path {...stroke} d="m5 5 4 4M9 5 5 9" />
    </>
  ),
};

const StandingGlyph = ({ standing }: { standing: Standing }) => (
  <svg viewBox="0 0 14 14" aria-hidden="true" className="h-3.5 w-3.5 shrink-0">
    {SHAPES[standing]}
  </svg>
);
