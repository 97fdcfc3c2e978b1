// The shape of the list before it is there.
import { View } from '@tarojs/components';
import './TodoItem.scss';
import './TodoSkeleton.scss';

export function TodoSkeleton({ label }: { readonly label: string }) {
  return (
    <View className="todo-skeleton" ariaLabel={label} {...{ role: 'status', 'aria-label': label }}>
      <View className="todo-skeleton__line todo-skeleton__line--head" />
      <View className="todo__list">
        {WIDTHS.map((width) => (
          <View className="todo-item" key={width}>
            <View className="todo-item__when">
              <View className="todo-skeleton__line todo-skeleton__line--clock" />
              <View className="todo-skeleton__line todo-skeleton__line--far" />
            </View>
            <View className="todo-item__what">
              <View className="todo-skeleton__line" style={{ width: `${width}%` }} />
              <View className="todo-skeleton__line todo-skeleton__line--small" />
            </View>
          </View>
        ))}
      </View>
    </View>
  );
}

/** Of the titles, in percent: unlike, as titles are. */
const WIDTHS = [82, 64, 91, 70];
