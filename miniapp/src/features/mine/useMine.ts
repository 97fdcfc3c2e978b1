// My reports, newest first, page by page; the first page stays on the device for when there is no signal.

import { LIMITS } from '@paidan/shared/limits';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { shelf } from '../../lib/shelf';

export type Mine = {
  /** Null until there is something to show. */
  readonly items: readonly TicketSummary[] | null;
  readonly next: string | undefined;
  readonly failure: Failure | null;
  readonly busy: boolean;
};

/** The first screen waits for the first page; whoever scrolls on wants more. */
const [PAGE, MORE] = [20, 50];
const kept = shelf<readonly TicketSummary[]>('mine', 1);
const FIRST = 'first';

export function useMine() {
  const [mine, setMine] = useState<Mine>(() => ({
    ...{ items: kept.get(FIRST), next: undefined, failure: null, busy: true },
  }));
  const current = useRef(mine);
  current.current = mine;
  // Answers that come after a newer question, or after the page has gone, are dropped.
  const turn = useRef(0);
  useEffect(() => () => void turn.current++, []);

  const ask = useCallback(async (cursor: string | undefined) => {
    const asked = ++turn.current;
    setMine((was) => ({ ...was, busy: true }));
    // As many as are on the screen, so that it does not jump; more than a page of the server's is a new beginning.
    const shown = Math.min(LIMITS.pageSize, Math.max(PAGE, current.current.items?.length ?? 0));
    const answer = await call('ticket.list', {
      ...{ view: 'mine', order: 'newest', limit: cursor === undefined ? shown : MORE },
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (asked !== turn.current) return;
    if (!answer.ok) return setMine((was) => ({ ...was, failure: answer.refusal, busy: false }));
    const { items, next } = answer.value;
    if (cursor === undefined) kept.put(FIRST, items.slice(0, PAGE));
    setMine((was) => ({
      items: cursor === undefined ? items : joined(was.items ?? [], items),
      next,
      failure: null,
      busy: false,
    }));
  }, []);

  const refresh = useCallback(() => ask(undefined), [ask]);
  const more = useCallback(() => {
    const { next, busy } = current.current;
    if (next !== undefined && !busy) void ask(next);
  }, [ask]);
  return { mine, refresh, more };
}

/** One that moved between two pages is shown once. */
function joined(before: readonly TicketSummary[], after: readonly TicketSummary[]): readonly TicketSummary[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...after.filter(({ id }) => !known.has(id))];
}
