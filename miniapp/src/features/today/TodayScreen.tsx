// A technician's day: my tasks and the pool, in the order that is wanted; for everybody else, what waits for them.
import { metresBetween, type Point } from '@paidan/shared/kernel/geo';
import { civilDay, civilMinute, type Instant } from '@paidan/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { type ComponentType, type PropsWithChildren, useEffect, useState } from 'react';
import type { Todo } from '../../lib/api';
import type { Failure } from '../../lib/call';
import { useFollowing } from '../../lib/following';
import { host } from '../../lib/host';
import { useWords } from '../../lib/language';
import { useNow } from '../../lib/now';
import { useRefreshing } from '../../lib/refreshing';
import { go } from '../../lib/route';
import { useOwn, useTroubleWords } from '../../lib/said';
import type { Session } from '../../lib/session';
import { fetchAhead } from '../../lib/tickets';
import { tell } from '../../lib/told';
import { todayWords } from '../../text/today';
import type { Words } from '../../text/zh-CN';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Blank } from '../../ui/Blank';
import { ClaimCard } from '../../ui/ClaimCard';
import { Face } from '../../ui/Face';
import { Icon } from '../../ui/Icon';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { pressable } from '../../ui/pressable';
import { Segments } from '../../ui/Segments';
import { Tabs } from '../../ui/Tabs';
import { Agenda, type Dated } from './Agenda';
import { DaySheet } from './DaySheet';
import { due } from './due';
import { ORDERS, type Order, ordered } from './order';
import { useMyPlace, useSitePoints } from './sites';
import './TodayScreen.scss';
import { TodoSkeleton } from './TodoSkeleton';
import { type Todos, useTodos } from './useTodos';

type Props = {
  readonly session: Session;
  /** Who I am here, and the way out: the same on every page. */
  readonly Me: ComponentType<{ readonly session: Session; readonly onClose: () => void }>;
};

export function TodayScreen({ session, Me }: Props) {
  const words = useWords();
  const own = useOwn(todayWords);
  const now = useNow();
  const { todos, refresh, more, forget } = useTodos(session.member.id);
  const [open, setOpen] = useState<'me' | 'day' | null>(null);
  const [tab, setTab] = useState<'mine' | 'pool'>('mine');
  const [order, setOrder] = useState<Order>('due');
  const describe = useTroubleWords();
  const near = useNear(todos.items ?? [], order === 'near');
  useRefreshing(refresh);
  useFollowing(refresh);
  useReachBottom(more);
  useAhead(todos);

  // A session kept by an older version may not say.
  const works = (session.member.grants ?? []).includes('ticket.work');
  const all = todos.items ?? [];
  const pool = works ? all.filter(({ work }) => work.kind === 'offer') : [];
  const mine = works ? all.filter(({ work }) => work.kind !== 'offer') : all;
  const shown = works && tab === 'pool' ? pool : mine;
  const dated: readonly Dated[] = ordered(shown, order, near.metres).map((todo) => {
    const metres = near.metres(todo);
    const away = metres === null ? null : own.away(metres);
    return { todo, due: due(todo.ticket.dueAt, now, session.tenant.offsetMinutes), away };
  });
  const late = dated.filter((one) => one.due.late).length;
  const dayAt = (at: Instant) => civilDay(at, session.tenant.offsetMinutes);
  const dueToday = mine.filter(({ ticket }) => dayAt(ticket.dueAt) === dayAt(now));

  async function scan() {
    const answer = await host.scan();
    if (answer.ok) go('asset', { scanned: answer.value });
    else tell(describe(answer.refusal), 'bad');
  }
  async function choose(next: Order) {
    setOrder(next);
    if (next === 'near') await near.find();
  }

  return (
    <View className="todo">
      <View className="todo__head">
        <View className="todo__headline">
          <Text className="todo__org">{session.tenant.name}</Text>
          <Text className="todo__title">{works ? own.title : words.todo.title}</Text>
        </View>
        {works ? (
          <View className="todo__day" {...pressable(() => setOpen('day'))}>
            {own.summary.open}
          </View>
        ) : null}
        {works && host.can.scan ? (
          <View className="todo__scan" {...pressable(() => void scan(), own.scan)}>
            <Icon name="scan" />
          </View>
        ) : null}
        <View className="todo__me" {...pressable(() => setOpen('me'), words.me.open)}>
          <Face name={session.member.name} pictureId={session.member.pictureId} />
        </View>
      </View>
      <BasketBadge />
      <ClaimCard session={session} onClaimed={() => void refresh()} />
      {works ? (
        <Segments
          items={[
            ['mine', `${own.tabs.mine} ${mine.length || ''}`],
            ['pool', `${own.tabs.pool} ${pool.length || ''}`],
          ]}
          chosen={tab}
          onChoose={setTab}
        />
      ) : null}
      {dated.length > 0 ? (
        <View className="todo__summary">
          <Text>{words.todo.count(dated.length, todos.next !== undefined)}</Text>
          {late > 0 ? <Text className="todo__late">{words.todo.late(late)}</Text> : null}
        </View>
      ) : null}
      {works && dated.length > 1 ? (
        <Segments
          look="plain"
          items={ORDERS.map((one) => [one, own.orders[one]] as const)}
          chosen={order}
          onChoose={(next) => void choose(next)}
        />
      ) : null}
      {near.trouble ? <Text className="todo__trouble">{near.trouble}</Text> : null}
      <Body
        todos={todos}
        dated={dated}
        empty={works && tab === 'pool' ? own.pool : words.todo.empty}
        offset={session.tenant.offsetMinutes}
        words={words}
        onRetry={refresh}
      >
        <Agenda dated={dated} sections={order === 'due'} pool={works && tab === 'pool'} onGone={forget} />
      </Body>
      {open === 'me' ? <Me session={session} onClose={() => setOpen(null)} /> : null}
      {open === 'day' ? (
        <DaySheet session={session} now={now} left={dueToday.length} onClose={() => setOpen(null)} />
      ) : null}
      <PrivacyGate />
      <Tabs here="today" told />
    </View>
  );
}

/** The day's work goes onto the device while there is signal, a little after the list itself. */
function useAhead({ items, failure }: Todos): void {
  useEffect(() => {
    if (!items || failure) return;
    const timer = setTimeout(() => void fetchAhead(items.map(({ ticket }) => ticket)), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [items, failure]);
}
const AHEAD_AFTER_MS = 2500;

/** How far each is from here; the phone is asked only when somebody wants to know. */
function useNear(items: readonly Todo[], wanted: boolean) {
  const [me, setMe] = useMyPlace();
  const [trouble, setTrouble] = useState('');
  const troubleWords = useTroubleWords(useOwn(todayWords).unplaced);
  const ids = Array.from(new Set(items.flatMap(({ ticket }) => (ticket.site ? [ticket.site.id as string] : []))));
  const points = useSitePoints(ids, wanted);
  const metres = ({ ticket }: Todo): number | null => {
    const there: Point | null | undefined = ticket.site ? points[ticket.site.id] : null;
    return me && there ? metresBetween(me, there) : null;
  };
  const find = async () => {
    const found = await host.place();
    setTrouble(found.ok ? '' : troubleWords(found.refusal));
    if (found.ok) setMe(found.value);
  };
  return { metres, find, trouble };
}

type BodyProps = PropsWithChildren<{
  readonly todos: Todos;
  readonly dated: readonly Dated[];
  readonly empty: Words['todo']['empty'];
  readonly offset: number;
  readonly words: Words;
  readonly onRetry: () => void;
}>;

function Body({ todos, dated, empty, offset, words, onRetry, children }: BodyProps) {
  const { failure, items, loading } = todos;
  const busy = loading !== null;
  if (!items && !failure) return <TodoSkeleton label={words.todo.loading} />;
  if (!items && failure) {
    const [title, hint] =
      failure.kind === 'refused'
        ? [failure.message, '']
        : failure.kind === 'offline'
          ? [words.offline.title, words.offline.hint]
          : [failure.said ?? words.fault.title, failure.said === undefined ? words.fault.hint(failure.requestId) : ''];
    return <Blank icon="cut" title={title} hint={hint} action={words.retry} busy={busy} onAction={onRetry} />;
  }
  if (dated.length === 0 && !failure) {
    const { title, hint, action } = empty;
    return <Blank icon="calm" title={title} hint={hint} action={action} busy={busy} onAction={onRetry} />;
  }
  return (
    <>
      {failure ? (
        <Banner text={staleWords(todos.at, offset, failure, words)} action={{ words: words.retry, onPress: onRetry }} />
      ) : null}
      {children}
      <Text className="todo__end">{todos.next ? words.todo.more : words.todo.end}</Text>
    </>
  );
}

function staleWords(at: Instant, offset: number, failure: Failure, words: Words): string {
  if (failure.kind === 'refused') return failure.message;
  if (failure.kind === 'fault') return failure.said ?? words.fault.title;
  return words.todo.stale(civilMinute(at, offset).slice(5));
}
