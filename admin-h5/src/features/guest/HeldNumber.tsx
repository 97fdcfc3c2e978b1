// The number that was left with a report that waits: whoever decides on it may have to ring back first.
import type { HeldView } from '@paidan/shared/contract/guest';
import { useCommand } from '../../lib/useCommand';
import { useNumberText } from '../../text/number';
import { MaskedNumber } from '../../ui/MaskedNumber';

export function HeldNumber({ id, mask, who }: { id: HeldView['id']; mask: string; who: string }) {
  const text = useNumberText();
  const { send, busy, refusal } = useCommand('held.phone');
  const show = (reason: string) => send({ id, reason });
  return <MaskedNumber mask={mask} who={who} reasons={text.heldReasons} show={{ send: show, busy, refusal }} />;
}
