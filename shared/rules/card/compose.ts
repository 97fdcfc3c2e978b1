// The card of a ticket for one reader, as it stands now. Composed anew whenever the ticket changes; the same rule every time.
import { fill } from '../../kernel/fill';
import { isVisible } from '../../kernel/text';
import type { Instant } from '../../kernel/time';
import { ENDED } from '../../kinds';
import { isFollowUp } from '../notify/followUp';
import { isOver } from '../notify/over';
import type { SeqEvent } from '../notify/route';
import type { MemberActor } from '../ticket/context';
import { stageOf } from '../ticket/stage';
import type { ComposeFacts } from './about';
import { buttonOf, nextSteps, toPage } from './buttons';
import type { Card } from './card';
import { clip } from './clip';
import { factsOf } from './facts';
import { when } from './when';
import type { CardWords } from './words';

export type { ComposeFacts } from './about';
export { digest } from './digest';
export { testCard, testedCard } from './trial';

/** Of a note; the rest is on the page. */
const NOTE_LENGTH = 200;

export function compose(facts: ComposeFacts, words: CardWords): Card {
  const { ticket, kind, hideWords, name } = facts;
  return {
    kind,
    heading: headingOf(facts, words),
    title: `#${ticket.no} ${hideWords ? words.hidden : ticket.title}`,
    note: noteFor(facts, words),
    urgent: ticket.priority === 'urgent' || kind === 'overdue',
    facts: factsOf(facts, words),
    ...doing(facts, words),
    path: facts.path,
    stage: words.stages[stageOf(ticket)],
    handler: ticket.assigneeId === null ? null : name(ticket.assigneeId),
    no: ticket.no,
    at: facts.at,
  };
}

/** Where what was asked is over, how far the ticket is: whoever has taken it need not be offered it. */
function headingOf({ ticket, kind, reader, byLink, same, name }: ComposeFacts, words: CardWords): string {
  const { headings, stages, followUps } = words;
  const { assigneeId } = ticket;
  if (reader === null && isFollowUp(kind)) {
    return fill(followUps[kind], { name: assigneeId === null ? '' : name(assigneeId) });
  }
  const isOwn = kind === 'accepted' && ticket.assigneeId === reader?.id;
  if (reader !== null && (isOwn || isOver(kind, ticket, reader.id, reader.roles))) return stages[stageOf(ticket)];
  if (same !== null) return fill(words.same.heading, { count: same });
  const said = byLink && (kind === 'commented' || kind === 'urged') ? words.byLink[kind] : headings[kind];
  return fill(said, { count: Math.max(1, ticket.urges) });
}

/** What was true then, of a card that will not be changed any more: 「待接单（截至 11-27 23:05）」. */
export function asOf(card: Card, now: Instant, offsetMinutes: number, words: CardWords): Card {
  const { asOf: said, labels } = words;
  const time = when(now, now, offsetMinutes, words);
  const dated = (value: string) => fill(said, { value, time });
  return {
    ...card,
    facts: card.facts.map(({ label, value }) => ({ label, value: label === labels.stage ? dated(value) : value })),
  };
}

/** What somebody said in this decision: a reason, a comment, an account of the work. */
export function noteOf(events: readonly SeqEvent[]): string | null {
  const said = events.flatMap((event) => {
    switch (event.type) {
      case 'ticket.transferred':
      case 'ticket.rejected':
      case 'ticket.cancelled':
        return [event.reason];
      case 'ticket.commented':
      case 'ticket.logged':
        return [event.text];
      default:
        return [];
    }
  });
  return said.filter(isVisible).at(-1) ?? null;
}

/** The last of what was said came by the report's link. */
export const isLinked = (events: readonly SeqEvent[]): boolean => {
  const last = events.filter(({ type }) => type === 'ticket.commented' || type === 'ticket.urged').at(-1);
  return last !== undefined && 'byLink' in last && last.byLink === true;
};

function noteFor({ note, hideWords, same }: ComposeFacts, { hidden, same: said }: CardWords): string | null {
  if (same !== null) return fill(said.note, { count: same });
  if (note === null || !isVisible(note)) return null;
  return hideWords ? hidden : clip(note.trim(), NOTE_LENGTH);
}

/** The reader's next steps; where what was asked is over, who has it or how far it is, instead. */
function doing(facts: ComposeFacts, words: CardWords): Pick<Card, 'buttons' | 'status'> {
  const { ticket, template, reader, now } = facts;
  const page = toPage(words);
  if (reader === null) return { buttons: page, status: null };
  const { steps, urge } = nextSteps(ticket, { reader, template, now });
  if (steps.length > 0) {
    return { buttons: [...steps.map((step) => buttonOf(step, words)), ...page], status: null };
  }
  const status = statusOf(facts, reader, words);
  if (status !== null || urge !== 'open') return { buttons: page, status };
  return { buttons: [buttonOf({ step: 'ticket.urge', press: 'ticket.urge' }, words), ...page], status: null };
}

function statusOf({ ticket, kind, name }: ComposeFacts, reader: MemberActor, words: CardWords): string | null {
  const { over } = words;
  if (kind === 'closed' || kind === 'cancelled') return null;
  if (ENDED.includes(ticket.phase)) return ticket.phase === 'cancelled' ? over.cancelled : over.closed;
  const { assigneeId } = ticket;
  const isDone = ticket.phase === 'done' && assigneeId === reader.id;
  if (!isDone && !isOver(kind, ticket, reader.id, reader.roles)) return null;
  if (ticket.phase === 'done') return stageOf(ticket) === 'toRate' ? over.toRate : over.toConfirm;
  if (assigneeId === null || assigneeId === reader.id) return over.other;
  return fill(ticket.acceptedAt === null ? over.given : over.taken, { name: name(assigneeId) });
}
