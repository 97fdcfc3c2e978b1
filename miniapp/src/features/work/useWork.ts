// One ticket as its technician sees it: from the server, or as it was kept; with what this phone has done and not sent yet.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CallName, Input } from '../../lib/api';
import type { Failure } from '../../lib/call';
import { commit, type Outcome } from '../../lib/outbasket/outbasket';
import { mineIn, useBasket } from '../../lib/outbasket/shelf';
import { currentSession } from '../../lib/session';
import { fetchTicket, type Known, keepTicket, keptTicket } from '../../lib/tickets';
import { ahead, nextStep } from './next';

export type Doing = {
  readonly name: CallName;
  readonly input: object;
  /** A remark or a log is welcome whatever has become of the ticket. */
  readonly anyhow?: true;
};

export function useWork(id: string) {
  const [known, setKnown] = useState<Known | null>(() => keptTicket(id));
  const [failure, setFailure] = useState<Failure | null>(null);
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );

  const refresh = useCallback(async () => {
    const answer = await fetchTicket(id);
    if (!here.current) return;
    // What was read before a command came in does not take its answer back.
    if (answer.ok) setKnown((was) => (was && was.ticket.version > answer.value.ticket.version ? was : answer.value));
    setFailure(answer.ok ? null : answer.refusal);
  }, [id]);

  const basket = useBasket();
  const waiting = useMemo(() => {
    const lane = mineIn(basket).filter((entry) => entry.lane === id);
    // What stands behind a clash may never come to pass: the ticket shows as it is.
    return lane.some(({ conflict }) => conflict !== null) ? [] : lane;
  }, [basket, id]);
  // What has been sent in the background shows once it is done.
  const before = useRef(waiting.length);
  useEffect(() => {
    if (waiting.length < before.current) void refresh();
    before.current = waiting.length;
  }, [waiting.length, refresh]);

  const me = currentSession()?.member ?? NOBODY;
  const ticket = known ? ahead(known.ticket, waiting, me, known.template.flow) : null;
  const step = known && ticket ? nextStep(ticket, known.actions, waiting.length > 0, me) : null;

  const act = useCallback(
    async ({ name, input, anyhow }: Doing): Promise<Outcome<CallName>> => {
      const now = known?.ticket;
      const outcome = await commit({
        name,
        input: { ticketId: id, ...input } as Input<CallName>,
        ticketId: id,
        title: now ? `#${now.no} ${now.title}` : id,
        ...(now && !anyhow ? { seen: now } : {}),
      });
      // The answer says how it stands now. To wait for the next reading would show the old step if the signal goes in between.
      const { ticket, actions } = (outcome.state === 'done' ? outcome.value : {}) as Partial<TicketAnswer>;
      if (known && ticket && actions && here.current) {
        const next = { ...known, ticket, actions, at: Date.now() };
        keepTicket(next);
        setKnown(next);
      }
      return outcome;
    },
    [id, known],
  );

  return { known, ticket, step, waiting: waiting.length, failure, refresh, act };
}

const NOBODY = { id: '' as never, name: '' };
