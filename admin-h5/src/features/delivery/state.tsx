// How a notice fared: colour, shape and words; and in which order the states are offered.
import type { DeliveryView } from '@paidan/shared/contract/channel';
import { useChannelText } from '../../text/channels';
import { Badge, type Tone } from '../../ui/Badge';

export type State = DeliveryView['state'];
export const TABS = ['all', 'pending', 'sent', 'merged', 'skipped', 'dropped', 'buried'] as const;
export type Tab = (typeof TABS)[number];
/** Sending again may help. */
export const MENDABLE: readonly State[] = ['buried', 'dropped'];

const LOOKS: Readonly<Record<State, { readonly tone: Tone; readonly sign: string }>> = {
  pending: { tone: 'info', sign: '◌' },
  sent: { tone: 'ok', sign: '✓' },
  merged: { tone: 'accent', sign: '≡' },
  skipped: { tone: 'plain', sign: '–' },
  dropped: { tone: 'warn', sign: '○' },
  buried: { tone: 'danger', sign: '▲' },
};

export function StateBadge({ state }: { state: State }) {
  const text = useChannelText().delivery;
  const { tone, sign } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <span aria-hidden="true">{sign}</span>
      <span title={text.stateWords[state]}>{text.tabs[state]}</span>
    </Badge>
  );
}
