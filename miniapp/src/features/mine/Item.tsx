// One report in the list: what, where, in which phase, and by when.
import { ENDED } from '@paidan/shared/kinds';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { Text, View } from '@tarojs/components';
import { go } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useSession } from '../../lib/session';
import { useStage } from '../../lib/stage';
import { useWhen } from '../../lib/when';
import { mineWords } from '../../text/mine';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Item.scss';

export function Item({ ticket }: { readonly ticket: TicketSummary }) {
  const words = useOwn(mineWords);
  const stage = useStage();
  const when = useWhen();
  const ended = ENDED.indexOf(ticket.phase) >= 0;
  const me = useSession()?.member.id;
  // Somebody else may be the one who accepts. A list that was kept by an earlier version does not say who.
  const mine = ticket.phase === 'done' && (ticket.waitsFor ?? []).some((id) => id === me);
  const late = !ended && !mine && ticket.overdue;
  return (
    <View className="item" {...pressable(() => go('ticket', { id: ticket.id }))}>
      <View className="item__top">
        <Text className="item__title">{ticket.title}</Text>
        <Text className={`item__phase item__phase--${ticket.phase}`}>{stage(ticket)}</Text>
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
