// What the one who reported can do meanwhile: urge, add something, cancel. What cannot be done now says why when it is pressed.
import type { ActionView } from '@paidan/shared/contract/ticket';
import { useOwn } from '../../lib/said';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';

export type Act = 'ticket.urge' | 'ticket.comment' | 'ticket.cancel';
type Props = {
  readonly actions: readonly ActionView[];
  readonly busy: boolean;
  readonly onAct: (act: Act) => void;
  readonly onWhyNot: (reason: string) => void;
};

const ACTS: readonly Act[] = ['ticket.cancel', 'ticket.comment', 'ticket.urge'];

export function Acts({ actions, busy, onAct, onWhyNot }: Props) {
  const words = useOwn(trackWords);
  const names: Record<Act, string> = {
    'ticket.urge': words.urge,
    'ticket.comment': words.remark,
    'ticket.cancel': words.cancel,
  };
  const offered = ACTS.flatMap((act) => {
    const action = actions.find(({ command }) => command === act);
    return action && (action.enabled || action.refusal?.code === 'cooling_down') ? [{ act, action }] : [];
  });
  if (offered.length === 0) return null;
  return (
    <Foot>
      {offered.map(({ act, action }) => (
        <Button
          key={act}
          look={act === 'ticket.urge' ? 'main' : 'quiet'}
          busy={busy}
          onPress={() => (action.enabled ? onAct(act) : onWhyNot(action.refusal?.message ?? ''))}
        >
          {names[act]}
        </Button>
      ))}
    </Foot>
  );
}
