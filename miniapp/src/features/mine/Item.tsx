// One report in the list: what, where, in which phase, and by when.
import { ENDED } from '@paidan/shared/kinds';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { Text, View } from '@tarojs/components';
import { go } from '../../lib/route';
import { useCodes, useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { mineWords } from '../../text/mine';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Item.scss';

export function Item({ ticket }: { readonly ticket: TicketSummary }) {
  const words = useOwn(mineWords);
  const { phases } = useCodes();
  const when = useWhen();
  const ended = ENDED.indexOf(ticket.phase) >= 0;
  const mine = ticket.phase === 'done';
  const late = !ended && !mine && ticket.overdue;
  return (
    <View className="item" {...pressable(() => go('ticket', { id: ticket.id }))}>
      <View className="item__top">
        <Text className="item__title">{ticket.title}</Text>
        <Text className={`item__phase item__phase--${ticket.phase}`}>{phases[ticket.phase]}</Text>
      </View>
      <View className="item__place">
        <Icon name="pin" />
        <Text className="item__site">{ticket.site?.name ?? words.noSite}</Text>
      </View>
      <View className="item__foot">
        <Text className="item__no">
          #{ticket.no} · {when(ticket.createdAt)}
        </Text>
        <Text className={`item__due${late ? ' item__due--late' : ''}${mine ? ' item__due--mine' : ''}`}>
          {mine ? words.toDo : late ? words.late : ended ? '' : words.due(when(ticket.dueAt))}
        </Text>
      </View>
    </View>
  );
}
