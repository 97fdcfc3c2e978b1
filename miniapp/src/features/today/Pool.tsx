// The grab pool: whoever presses first has it. The server says who won; the line says it at once.
import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Todo } from '../../lib/api';
import { useWords } from '../../lib/language';
import { commit } from '../../lib/outbasket/outbasket';
import { go } from '../../lib/route';
import { useOwn, useTroubleWords } from '../../lib/said';
import { tell } from '../../lib/told';
import { groundWords } from '../../text/ground';
import { todayWords } from '../../text/today';
import { Button } from '../../ui/Button';
import type { Due } from './due';
import { TodoItem } from './TodoItem';

type Props = { readonly todo: Todo; readonly due: Due; readonly away: string | null; readonly onGone: () => void };

export function PoolItem({ todo, due, away, onGone }: Props) {
  const words = useOwn(todayWords);
  const { basket } = useOwn(groundWords);
  const app = useWords();
  const troubleWords = useTroubleWords();
  const [busy, setBusy] = useState(false);
  const { ticket } = todo;

  async function grab() {
    if (busy) return;
    setBusy(true);
    const outcome = await commit({
      name: 'ticket.accept',
      input: { ticketId: ticket.id },
      ticketId: ticket.id,
      title: `#${ticket.no} ${ticket.title}`,
    });
    setBusy(false);
    if (outcome.state === 'done') {
      tell(words.grabbed(ticket.no));
      go('work', { id: ticket.id });
      onGone();
    } else if (outcome.state === 'waiting') tell(basket.kept);
    else if (outcome.state === 'trouble') tell(troubleWords(outcome.trouble), 'bad');
    else {
      tell(outcome.failure.message, 'bad');
      setTimeout(onGone, SEEN_MS);
    }
  }

  return (
    <View className="pool-item">
      <TodoItem todo={todo} due={due} away={away} words={app.todo} onPress={() => go('work', { id: ticket.id })} />
      <View className="pool-item__foot">
        <Button busy={busy} onPress={grab}>
          {busy ? words.grabbing : words.grab}
        </Button>
      </View>
    </View>
  );
}

/** Long enough to read who was faster. */
const SEEN_MS = 2500;
