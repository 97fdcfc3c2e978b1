// One thing to do, as a line of an agenda: when, what, where, and which step is mine.
import { Text, View } from '@tarojs/components';
import type { Todo } from '../../lib/api';
import { useStage } from '../../lib/stage';
import type { Words } from '../../text/zh-CN';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import type { Due } from './due';
import './TodoItem.scss';

type Props = {
  readonly todo: Todo;
  readonly due: Due;
  /** How far it is from here, in words; null where that is not known. */
  readonly away: string | null;
  /** In place of the kind of work: what this phone has done already, or what comes next. */
  readonly step?: string;
  readonly words: Words['todo'];
  readonly onPress: () => void;
};

export function TodoItem({ todo: { ticket }, due, away, step, words, onPress }: Props) {
  const stage = useStage();
  const tone = due.late ? 'late' : due.soon ? 'soon' : 'calm';
  return (
    <View className="todo-item" hoverClass="todo-item--pressed" {...pressable(onPress)}>
      <View className={`todo-item__when todo-item__when--${tone}`}>
        <Text className="todo-item__clock">{due.label}</Text>
        <Text className="todo-item__far">{(due.late ? words.over : words.left)(due.span)}</Text>
      </View>
      <View className="todo-item__what">
        <Text className="todo-item__title">{ticket.title}</Text>
        <View className="todo-item__site">
          <Icon name="pin" />
          <Text className="todo-item__place">{ticket.site?.name ?? words.noSite}</Text>
          {away ? <Text className="todo-item__away">{away}</Text> : null}
        </View>
        <View className="todo-item__foot">
          <Text className="todo-item__step">{step ?? stage(ticket)}</Text>
          {ticket.priority === 'urgent' || ticket.priority === 'high' ? (
            <Text className={`todo-item__priority todo-item__priority--${ticket.priority}`}>
              {words.priority[ticket.priority]}
            </Text>
          ) : null}
          <Text className="todo-item__no">#{ticket.no}</Text>
        </View>
      </View>
    </View>
  );
}
