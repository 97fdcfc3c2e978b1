// Where it is now, by when, and who has it: the part that is read in one glance.

import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { capital } from '@paidan/shared/kernel/capital';
import { ENDED } from '@paidan/shared/kinds';
import { stageOf as nameOf } from '@paidan/shared/rules/ticket/stage';
import { Text, View } from '@tarojs/components';
import { useNow } from '../../lib/now';
import { useCodes, useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { trackWords } from '../../text/track';
import { Face } from '../../ui/Face';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Status.scss';
import { stageOf, stationsOf } from './stage';

type Props = { readonly answer: TicketAnswer; readonly onCall: () => void };

export function Status({ answer: { ticket, actions }, onCall }: Props) {
  const words = useOwn(trackWords);
  const { stages } = useCodes();
  const when = useWhen();
  const now = useNow();
  const ended = ENDED.indexOf(ticket.phase) >= 0;
  const late = !ended && (ticket.overdue || ticket.dueAt < now);
  const repaired = ticket.work[0]?.kind === 'accept' || ticket.work[0]?.kind === 'rate';
  const promise =
    ended && ticket.endedAt !== null
      ? words.ended(when(ticket.endedAt))
      : repaired
        ? words.repaired(when(ticket.completedAt ?? ticket.updatedAt))
        : (late ? words.late : words.promised)(when(ticket.dueAt));
  return (
    <View className="status">
      {/* Once it is over, the headline says the same. */}
      {ended ? null : <Text className="status__stage">{stages[nameOf(ticket)]}</Text>}
      <Text className="status__headline">{words.stage[stageOf(ticket, actions)]}</Text>
      <Text className={`status__promise${late ? ' status__promise--late' : ''}`}>{promise}</Text>
      <View className="status__line">
        {stationsOf(ticket).map(({ station, at, passed }) => (
          <View key={station} className={`status__station${passed ? ' status__station--passed' : ''}`}>
            <View className="status__dot">{passed ? <Icon name="done" /> : null}</View>
            <Text className="status__name">{words.station[station]}</Text>
            <Text className="status__time">{at === null ? '' : capital(when(at))}</Text>
          </View>
        ))}
      </View>
      {ticket.assignee ? (
        <View className="status__who">
          <Face name={ticket.assignee.name} pictureId={ticket.assignee.pictureId} />
          <View className="status__person">
            <Text className="status__role">{words.handler}</Text>
            <Text className="status__person-name">{ticket.assignee.name}</Text>
          </View>
          {ended ? null : (
            <View className="status__call" {...pressable(onCall)}>
              <Icon name="call" />
              <Text>{words.call}</Text>
            </View>
          )}
        </View>
      ) : null}
    </View>
  );
}
