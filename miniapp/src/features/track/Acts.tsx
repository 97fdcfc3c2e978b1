// What the one who reported can do: what is asked of them, and meanwhile urge, add something, cancel. What cannot be done now says why when it is pressed; an urge
// says when it was, until the next one may follow.
import type { ActionView } from '@paidan/shared/contract/ticket';
import { civilMinute, type Instant } from '@paidan/shared/kernel/time';
import { URGE_COOL_DOWN } from '@paidan/shared/rules/ticket/urge';
import { View } from '@tarojs/components';
import { useNow } from '../../lib/now';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { trackWords } from '../../text/track';
import { Button } from '../../ui/Button';
import { Foot } from '../../ui/Foot';
import './Acts.scss';
import type { Main } from './Reply';

export type Act = 'ticket.urge' | 'ticket.comment' | 'ticket.cancel';
type Offered = { readonly act: Act; readonly action: ActionView };
type Props = {
  readonly actions: readonly Offered[];
  readonly busy: boolean;
  /** What is asked of them; null: nothing is. */
  readonly due: Main | null;
  readonly onAct: (act: Act) => void;
  readonly onWhyNot: (reason: string) => void;
};

const ACTS: readonly Act[] = ['ticket.cancel', 'ticket.comment', 'ticket.urge'];

export const offeredOf = (actions: readonly ActionView[]): readonly Offered[] =>
  ACTS.flatMap((act) => {
    const action = actions.find(({ command }) => command === act);
    return action && (action.enabled || action.refusal?.code === 'cooling_down') ? [{ act, action }] : [];
  });

/** When it was urged last, where the next urge must wait for it; null: it may be urged, or not for that reason. */
export function urgedAt({ action }: Offered, now: Instant): Instant | null {
  const until = action.refusal?.code === 'cooling_down' ? action.refusal.data?.until : undefined;
  return typeof until === 'number' && now < until ? until - URGE_COOL_DOWN : null;
}

export function Acts({ actions, busy, due, onAct, onWhyNot }: Props) {
  const words = useOwn(trackWords);
  const now = useNow();
  const offset = useSession()?.tenant.offsetMinutes ?? 0;
  const names: Record<Act, string> = {
    'ticket.urge': words.urge,
    'ticket.comment': words.remark,
    'ticket.cancel': words.cancel,
  };
  if (actions.length === 0 && due === null) return null;
  const urge = actions.find(({ act }) => act === 'ticket.urge');
  const urged = urge ? urgedAt(urge, now) : null;
  // What was just done is not what comes next.
  const main: Act | null = due ? null : urge && urged === null ? 'ticket.urge' : 'ticket.comment';
  return (
    <Foot told>
      {actions.map(({ act, action }) => {
        const waits = act === 'ticket.urge' && urged !== null;
        // The time of a wait that is over may stand in the answer still.
        const may = action.enabled || (act === 'ticket.urge' && action.refusal?.data?.until !== undefined && !waits);
        return (
          <Button
            key={act}
            look={act === main ? 'main' : 'quiet'}
            busy={busy}
            off={waits}
            onPress={() => (may ? onAct(act) : onWhyNot(action.refusal?.message ?? ''))}
          >
            {waits ? words.urgedAt(civilMinute(urged, offset).slice(11)) : names[act]}
          </Button>
        );
      })}
      {due ? (
        <View className="acts__due">
          <Button wide busy={due.busy} onPress={due.onPress}>
            {due.words}
          </Button>
        </View>
      ) : null}
    </Foot>
  );
}
