// The list of what waits for me: first page, more pages, refreshing, and what is shown when there is no signal.
import type { Instant } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Todo } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { now } from '../../lib/clock';
import { keepTodos, keptTodos } from './kept';

export type Todos = {
  /** Null until there is something to show. */
  readonly items: readonly Todo[] | null;
  readonly next: string | undefined;
  /** Why the last try failed; null after a success. */
  readonly failure: Failure | null;
  /** When the shown list came from the server. */
  readonly at: Instant;
  readonly loading: 'first' | 'more' | null;
};

/** The first screen waits for the first page; whoever scrolls on wants more. */
const [PAGE, MORE] = [20, 50];
const BEFORE: Todos = { items: null, next: undefined, failure: null, at: 0, loading: 'first' };

export function useTodos(memberId: string) {
  const [todos, setTodos] = useState<Todos>(BEFORE);
  const current = useRef(todos);
  current.current = todos;
  // Answers that come after a newer question, or after the screen has gone, are dropped.
  const turn = useRef(0);
  useEffect(() => () => void turn.current++, []);

  const refresh = useCallback(async () => {
    const mine = ++turn.current;
    setTodos((was) => ({ ...was, loading: 'first' }));
    // As many as are on the screen, so that it does not jump; more than a page of the server's is a new beginning.
    const limit = Math.min(LIMITS.pageSize, Math.max(PAGE, current.current.items?.length ?? 0));
    const answer = await call('work.list', { limit });
    if (mine !== turn.current) return;
    if (answer.ok) {
      const shown = { items: answer.value.items, next: answer.value.next, at: now() };
      setTodos({ ...shown, failure: null, loading: null });
      keepTodos(memberId, shown);
      return;
    }
    const failure = answer.refusal;
    setTodos((was) => ({ ...was, ...(was.items ? {} : fromBefore(memberId, failure)), failure, loading: null }));
  }, [memberId]);

  const more = useCallback(async () => {
    const { next, loading } = current.current;
    if (!next || loading) return;
    const mine = ++turn.current;
    setTodos((was) => ({ ...was, loading: 'more' }));
    const answer = await call('work.list', { limit: MORE, cursor: next });
    if (mine !== turn.current) return;
    setTodos((was) =>
      answer.ok
        ? {
            ...was,
            items: joined(was.items ?? [], answer.value.items),
            next: answer.value.next,
            failure: null,
            loading: null,
          }
        : { ...was, failure: answer.refusal, loading: null },
    );
  }, []);

  /** Gone from the list before the server says so: somebody took it. */
  const forget = useCallback((gone: Todo) => {
    setTodos((was) => ({ ...was, items: was.items?.filter((todo) => keyOf(todo) !== keyOf(gone)) ?? null }));
  }, []);

  return { todos, refresh, more, forget };
}

/** Without signal, the list of last time is better than none. A refusal is an answer: then nothing old is shown. */
function fromBefore(memberId: string, failure: Failure): Partial<Todos> {
  return failure.kind === 'offline' ? (keptTodos(memberId) ?? {}) : {};
}

/** Work that moved between two pages is shown once. */
function joined(before: readonly Todo[], after: readonly Todo[]): readonly Todo[] {
  const seen = new Set(before.map(keyOf));
  return [...before, ...after.filter((todo) => !seen.has(keyOf(todo)))];
}

export const keyOf = (todo: Todo): string => `${todo.ticket.id}.${todo.work.no}`;
