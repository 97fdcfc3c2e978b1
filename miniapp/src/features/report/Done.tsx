// After reporting: the number, what happens next, by when, and whether to be told.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { Text, View } from '@tarojs/components';
import { useWaiting } from '../../lib/outbasket/outbasket';
import { replace } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { reportWords } from '../../text/report';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import './Done.scss';
import { Tell } from './Tell';

type Props = {
  /** Null: it waits on the phone for the network. */
  readonly answer: TicketAnswer | null;
  readonly onAgain: () => void;
};

export function Done({ answer, onAgain }: Props) {
  const words = useOwn(reportWords).done;
  const when = useWhen();
  const ticket = answer?.ticket;
  // What waited may have gone out while the page stood open.
  const sent = useWaiting() === 0;
  const next = ticket?.work[0];
  return (
    <View className="done" {...{ role: 'status' }}>
      <View className={`done__mark${ticket || sent ? '' : ' done__mark--kept'}`}>
        <Icon name={ticket || sent ? 'done' : 'clock'} />
      </View>
      <Text className="done__title">{ticket || sent ? words.title : words.kept}</Text>
      {ticket ? (
        <>
          <Text className="done__no">#{ticket.no}</Text>
          {next ? <Text className="done__line">{words.next[next.kind]}</Text> : null}
          <Text className="done__line done__line--strong">{words.by(when(ticket.dueAt))}</Text>
          <Tell />
        </>
      ) : (
        <Text className="done__line">{sent ? words.gone : words.keptHint}</Text>
      )}
      <View className="done__acts">
        {ticket ? (
          <Button wide onPress={() => replace('ticket', { id: ticket.id })}>
            {words.track}
          </Button>
        ) : sent ? (
          <Button wide onPress={() => replace('mine')}>
            {words.mine}
          </Button>
        ) : null}
        <Button wide look="quiet" onPress={onAgain}>
          {words.again}
        </Button>
      </View>
    </View>
  );
}
