// The list itself: by how pressing things are, or in one row where another order was chosen.
import { Text, View } from '@tarojs/components';
import type { Todo } from '../../lib/api';
import { useWords } from '../../lib/language';
import { mineIn, useBasket } from '../../lib/outbasket/shelf';
import { go } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { useWhen } from '../../lib/when';
import { todayWords } from '../../text/today';
import type { Section } from '../../text/zh-CN';
import { Icon } from '../../ui/Icon';
import { Windowed } from '../../ui/Windowed';
import type { Due } from './due';
import { PoolItem } from './Pool';
import { TodoItem } from './TodoItem';
import { keyOf } from './useTodos';

export type Dated = { readonly todo: Todo; readonly due: Due; readonly away: string | null };

type Props = {
  readonly dated: readonly Dated[];
  readonly sections: boolean;
  readonly pool: boolean;
  readonly onGone: (todo: Todo) => void;
};

export function Agenda({ dated, sections, pool, onGone }: Props) {
  if (!sections) return <List dated={dated} pool={pool} onGone={onGone} />;
  const nothingToday = dated.length > 0 && !dated.some(({ due }) => due.section === 'late' || due.section === 'today');
  return (
    <>
      {nothingToday && !pool ? <Nothing next={dated[0]} /> : null}
      {SECTIONS.map((section) => (
        <List
          key={section}
          section={section}
          dated={dated.filter((one) => one.due.section === section)}
          pool={pool}
          onGone={onGone}
        />
      ))}
    </>
  );
}

/** Of today there is nothing, but of later days: so that nobody takes those for today's. */
function Nothing({ next }: { readonly next: Dated | undefined }) {
  const words = useWords().todo;
  const own = useOwn(todayWords);
  const when = useWhen();
  return (
    <View className="todo__section">
      <View className="todo__section-head">
        <Text>{words.sections.today}</Text>
        <Text className="todo__section-count">0</Text>
      </View>
      <View className="todo__nothing">
        <Icon name="calm" />
        <View className="todo__nothing-words">
          <Text className="todo__nothing-title">{own.nothingToday}</Text>
          {next ? <Text className="todo__nothing-next">{own.nextDue(when(next.todo.ticket.dueAt))}</Text> : null}
        </View>
      </View>
    </View>
  );
}

const SECTIONS: readonly Section[] = ['late', 'today', 'tomorrow', 'later'];

function List({ section, dated, pool, onGone }: Omit<Props, 'sections'> & { readonly section?: Section }) {
  const words = useWords().todo;
  const own = useOwn(todayWords);
  const waiting = new Set(mineIn(useBasket()).map(({ lane }) => lane));
  if (dated.length === 0) return null;
  return (
    <View className="todo__section">
      {section ? (
        <View className={`todo__section-head todo__section-head--${section}`}>
          {section === 'late' ? <Icon name="warn" /> : null}
          <Text>{words.sections[section]}</Text>
          <Text className="todo__section-count">{dated.length}</Text>
        </View>
      ) : null}
      <View className="todo__list">
        <Windowed items={dated} keyOf={({ todo }) => keyOf(todo)}>
          {({ todo, due, away }) =>
            pool ? (
              <PoolItem todo={todo} due={due} away={away} onGone={() => onGone(todo)} />
            ) : (
              <TodoItem
                todo={todo}
                due={due}
                away={away}
                words={words}
                {...(waiting.has(todo.ticket.id) ? { step: own.sent } : {})}
                onPress={() => open(todo)}
              />
            )
          }
        </Windowed>
      </View>
    </View>
  );
}

/** Whoever does the work gets the page of the work; whoever answers or watches gets the reporter's. */
function open({ ticket, work }: Todo): void {
  go(work.kind === 'accept' || work.kind === 'rate' ? 'ticket' : 'work', { id: ticket.id });
}
