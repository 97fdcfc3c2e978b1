// One thing to do, as a line of an agenda: when, what, where, and which step is mine.
import { Text, View } from '@tarojs/components';
import type { Todo } from '../../lib/api';
import type { Words } from '../../text/zh-CN';
import { Icon } from '../../ui/Icon';
import type { Due } from './due';
import './TodoItem.scss';

type Props = { readonly todo: Todo; readonly due: Due; readonly words: Words['todo'] };

export function TodoItem({ todo: { ticket, work }, due, words }: Props) {
  const tone = due.late ? 'late' : due.soon ? 'soon' : 'calm';
  return (
    <View className="todo-item">
      <View className={`todo-item__when todo-item__when--${tone}`}>
        <Text className="todo-item__clock">{due.label}</Text>
        <Text className="todo-item__far">{(due.late ? words.over : words.left)(due.count, due.unit)}</Text>
      </View>
      <View className="todo-item__what">
        <Text className="todo-item__title">{ticket.title}</Text>
        <View className="todo-item__site">
          <Icon name="pin" />
          <Text className="todo-item__place">{ticket.site?.name ?? words.noSite}</Text>
        </View>
        <View className="todo-item__foot">
          <Text className="todo-item__step">{words.work[work.kind]}</Text>
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
