// What a card says of its ticket at one glance: where, whose, how urgent, until when, how far.
import { fill } from '../../kernel/fill';
import { isVisible } from '../../kernel/text';
import type { Ticket } from '../../model/ticket';
import { masked } from '../phone';
import { isOverdue, isRunning } from '../ticket/overdue';
import { stageOf } from '../ticket/stage';
import type { ComposeFacts } from './about';
import type { Card } from './card';
import { when } from './when';
import type { CardWords } from './words';

type Fact = Card['facts'][number];

/** Six, since the channels show no more (WeCom 90236: `horizontal_content_list`). */
export const MOST_FACTS = 6;

export function factsOf(facts: ComposeFacts, words: CardWords): Card['facts'] {
  const { ticket } = facts;
  const { labels } = words;
  return [
    where(facts, words),
    who(facts, words),
    { label: labels.priority, value: words.priorities[ticket.priority] },
    time(facts, words),
    { label: labels.stage, value: words.stages[stageOf(ticket)] },
    { label: labels.phone, value: phone(facts) },
  ]
    .filter((fact): fact is Fact => fact !== null && isVisible(fact.value))
    .slice(0, MOST_FACTS);
}

function where({ site, asset }: ComposeFacts, { labels }: CardWords): Fact {
  const parts = [site, asset].filter((part): part is string => part !== null && isVisible(part));
  return { label: site === null ? labels.asset : labels.site, value: parts.join(' · ') };
}

/** The other one: nobody needs to be told of themselves. */
function who({ ticket, reader, name }: ComposeFacts, { labels }: CardWords): Fact | null {
  const { assigneeId, requesterId } = ticket;
  if (assigneeId !== null && assigneeId !== reader?.id) return { label: labels.handler, value: name(assigneeId) };
  return requesterId === reader?.id ? null : { label: labels.requester, value: name(requesterId) };
}

/** The promise while work is owed; then when it was done. */
function time({ ticket, now, offsetMinutes }: ComposeFacts, words: CardWords): Fact | null {
  const say = (at: number) => when(at, now, offsetMinutes, words);
  if (isRunning(ticket)) return { label: words.labels.due, value: dueOf(ticket, now, offsetMinutes, words) };
  return ticket.completedAt === null ? null : { label: words.labels.completed, value: say(ticket.completedAt) };
}

/** 11-26 18:30, and whether that is past. */
export function dueOf(
  ticket: Pick<Ticket, 'dueAt' | 'phase'>,
  now: number,
  offsetMinutes: number,
  words: Pick<CardWords, 'months' | 'namesMonths' | 'overdue'>,
): string {
  const time = when(ticket.dueAt, now, offsetMinutes, words);
  return isOverdue(ticket, now) ? fill(words.overdue, { time }) : time;
}

/** Only whoever is to go there may need to call. */
function phone({ ticket, template, reader }: ComposeFacts): string {
  const key = template.binds.phone;
  const value = key !== undefined && Object.hasOwn(ticket.values, key) ? ticket.values[key] : undefined;
  const needed = reader !== null && reader.id === ticket.assigneeId && isRunning(ticket);
  return needed && typeof value === 'string' && isVisible(value) ? masked(value) : '';
}
