// The card of a ticket for one reader, as it stands now. Composed anew whenever the ticket changes; the same rule every time.
import { fill } from '../../kernel/fill';
import { isVisible } from '../../kernel/text';
import { ENDED } from '../../kinds';
import { isOver } from '../notify/over';
import type { SeqEvent } from '../notify/route';
import type { MemberActor } from '../ticket/context';
import type { ComposeFacts } from './about';
import { buttonOf, nextSteps, toPage } from './buttons';
import type { Card } from './card';
import { clip } from './clip';
import { factsOf } from './facts';
import { stageOf } from './stage';
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
function headingOf({ ticket, kind, reader }: ComposeFacts, { headings, stages }: CardWords): string {
  const isOwn = kind === 'accepted' && ticket.assigneeId === reader?.id;
  if (reader !== null && (isOwn || isOver(kind, ticket, reader.id, reader.roles))) return stages[stageOf(ticket)];
  return fill(headings[kind], { count: Math.max(1, ticket.urges) });
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

function noteFor({ note, hideWords }: ComposeFacts, { hidden }: CardWords): string | null {
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
  const status = statusOf(facts, reader, words) ?? (urge === 'cooling' ? words.over.urged : null);
  if (status !== null || urge === null) return { buttons: page, status };
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
