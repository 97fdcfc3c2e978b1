// One report: the ticket with what I may do, its story, and the form that it was made with. Fresh while the page is in front, and
// as last seen where there is no signal.
import type { TicketAnswer, TimelineItem } from '@paidan/shared/contract/ticket';
import type { TicketId } from '@paidan/shared/kernel/id';
import type { TemplateView } from '@paidan/shared/model/template';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type Failure } from '../../lib/call';
import { useFollowing } from '../../lib/following';
import { useReturning } from '../../lib/refreshing';
import { shelf } from '../../lib/shelf';

export type Seen = TicketAnswer & {
  readonly story: readonly TimelineItem[];
  readonly template: TemplateView | null;
};
export type TicketState = {
  readonly seen: Seen | null;
  /** Why the last try failed; null after a success. */
  readonly failure: Failure | null;
  readonly refresh: () => Promise<void>;
  /** A command's own answer is newer than what was read. */
  readonly take: (answer: TicketAnswer) => void;
};

const MOST = 12;
const kept = shelf<Seen>('seen', MOST);

export function useTicket(id: string): TicketState {
  const ticketId = id as TicketId;
  const [seen, setSeen] = useState<Seen | null>(() => kept.get(id));
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useRef(0);
  const current = useRef(seen);
  current.current = seen;
  useEffect(() => () => void turn.current++, []);

  const refresh = useCallback(async () => {
    const mine = ++turn.current;
    const [answer, story] = await Promise.all([call('ticket.get', { ticketId }), readStory(ticketId)]);
    if (mine !== turn.current) return;
    if (!answer.ok) return setFailure(answer.refusal);
    const template = await templateOf(answer.value, current.current?.template ?? null);
    if (mine !== turn.current) return;
    const next = { ...answer.value, story: story ?? current.current?.story ?? [], template };
    setSeen(next);
    setFailure(null);
    kept.put(id, next);
  }, [id, ticketId]);

  useEffect(() => void refresh(), [refresh]);
  useReturning(() => void refresh());
  useFollowing(refresh, (change) => (change.id as string) === id);

  const take = useCallback(
    (answer: TicketAnswer) => {
      setSeen((was) => (was ? { ...was, ...answer } : { ...answer, story: [], template: null }));
      void refresh();
    },
    [refresh],
  );
  return { seen, failure, refresh, take };
}

/** Null: it could not be read. */
async function readStory(ticketId: TicketId): Promise<readonly TimelineItem[] | null> {
  const items: TimelineItem[] = [];
  for (;;) {
    const after = items[items.length - 1]?.seq;
    const page = await call('ticket.timeline', { ticketId, ...(after === undefined ? {} : { after }) });
    if (!page.ok) return null;
    items.push(...page.value.items);
    if (!page.value.more) return items;
  }
}

/** A ticket keeps the revision of its template, which never changes. */
async function templateOf({ ticket }: TicketAnswer, known: TemplateView | null): Promise<TemplateView | null> {
  if (known && known.id === ticket.template.id && known.revision === ticket.templateVersion) return known;
  const answer = await call('template.get', { templateId: ticket.template.id, revision: ticket.templateVersion });
  return answer.ok ? answer.value.template : null;
}
