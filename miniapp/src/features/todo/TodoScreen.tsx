// My to-dos, grouped by how pressing they are; one clear next thing when there is nothing to show.
import { civilMinute, type Instant } from '@paidan/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import type { Todo } from '../../lib/api';
import type { Failure } from '../../lib/call';
import { useWords } from '../../lib/language';
import { useNow } from '../../lib/now';
import type { Session } from '../../lib/session';
import type { Section, Words } from '../../text/zh-CN';
import { Banner } from '../../ui/Banner';
import { Blank } from '../../ui/Blank';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import { type Due, due } from './due';
import { Me } from './Me';
import { TodoItem } from './TodoItem';
import { TodoSkeleton } from './TodoSkeleton';
import './TodoScreen.scss';
import { keyOf, type Todos, useTodos } from './useTodos';

export function TodoScreen({ session }: { readonly session: Session }) {
  const words = useWords();
  const now = useNow();
  const { todos, refresh, more } = useTodos(session.member.id);
  const offset = session.tenant.offsetMinutes;
  const [meIsOpen, setMeIsOpen] = useState(false);
  useRefreshing(refresh);
  useReachBottom(more);

  const dated = (todos.items ?? []).map((todo) => ({ todo, due: due(todo.ticket.dueAt, now, offset) }));
  return (
    <View className="todo">
      <View className="todo__head">
        <View className="todo__headline">
          <Text className="todo__org">{session.tenant.name}</Text>
          <Text className="todo__title">{words.todo.title}</Text>
        </View>
        <View className="todo__me" {...pressable(() => setMeIsOpen(true), words.me.open)}>
          <View className="todo__face">{session.member.name.slice(-1)}</View>
        </View>
      </View>
      {dated.length > 0 ? <Summary dated={dated} more={todos.next !== undefined} words={words} /> : null}
      <Body todos={todos} dated={dated} offset={offset} words={words} onRetry={refresh} />
      {meIsOpen ? <Me session={session} onClose={() => setMeIsOpen(false)} /> : null}
    </View>
  );
}

/** Loads at once, again when the app comes back to the front, and when the list is pulled down. */
function useRefreshing(refresh: () => Promise<void>): void {
  const hasLoaded = useRef(false);
  useEffect(() => {
    hasLoaded.current = true;
    void refresh();
  }, [refresh]);
  useDidShow(() => {
    if (hasLoaded.current) void refresh();
  });
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh());
  });
}

type Dated = { readonly todo: Todo; readonly due: Due };

function Summary({ dated, more, words }: { dated: readonly Dated[]; more: boolean; words: Words }) {
  const late = dated.filter((one) => one.due.late).length;
  return (
    <View className="todo__summary">
      <Text>{words.todo.count(dated.length, more)}</Text>
      {late > 0 ? <Text className="todo__late">{words.todo.late(late)}</Text> : null}
    </View>
  );
}

type BodyProps = {
  readonly todos: Todos;
  readonly dated: readonly Dated[];
  readonly offset: number;
  readonly words: Words;
  readonly onRetry: () => void;
};

function Body({ todos, dated, offset, words, onRetry }: BodyProps) {
  const { failure, items, loading } = todos;
  const busy = loading !== null;
  if (!items && !failure) return <TodoSkeleton label={words.todo.loading} />;
  if (!items && failure) {
    const [title, hint] =
      failure.kind === 'refused'
        ? [failure.message, '']
        : failure.kind === 'offline'
          ? [words.offline.title, words.offline.hint]
          : [words.fault.title, words.fault.hint(failure.requestId)];
    return <Blank icon="cut" title={title} hint={hint} action={words.retry} busy={busy} onAction={onRetry} />;
  }
  if (dated.length === 0 && !failure) {
    const { title, hint, action } = words.todo.empty;
    return <Blank icon="calm" title={title} hint={hint} action={action} busy={busy} onAction={onRetry} />;
  }
  return (
    <>
      {failure ? (
        <Banner text={staleWords(todos.at, offset, failure, words)} action={{ words: words.retry, onPress: onRetry }} />
      ) : null}
      {SECTIONS.map((section) => (
        <List
          key={section}
          section={section}
          dated={dated.filter((one) => one.due.section === section)}
          words={words}
        />
      ))}
      <Text className="todo__end">{todos.next ? words.todo.more : words.todo.end}</Text>
    </>
  );
}

const SECTIONS: readonly Section[] = ['late', 'today', 'tomorrow', 'later'];

function List({ section, dated, words }: { section: Section; dated: readonly Dated[]; words: Words }) {
  if (dated.length === 0) return null;
  return (
    <View className="todo__section">
      <View className={`todo__section-head todo__section-head--${section}`}>
        {section === 'late' ? <Icon name="warn" /> : null}
        <Text>{words.todo.sections[section]}</Text>
        <Text className="todo__section-count">{dated.length}</Text>
      </View>
      <View className="todo__list">
        {dated.map((one) => (
          <TodoItem key={keyOf(one.todo)} todo={one.todo} due={one.due} words={words.todo} />
        ))}
      </View>
    </View>
  );
}

function staleWords(at: Instant, offset: number, failure: Failure, words: Words): string {
  if (failure.kind === 'refused') return failure.message;
  if (failure.kind === 'fault') return words.fault.title;
  return words.todo.stale(civilMinute(at, offset).slice(5));
}
