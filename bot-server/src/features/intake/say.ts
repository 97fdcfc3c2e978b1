// Somebody typed a line to the product: an order, a question, a remark on a ticket; or only talk, which is asked about.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { ENDED, PHASES } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import { refuse } from '@paidan/shared/refusal';
import {
  sayCard,
  sayDone,
  sayHelp,
  sayList,
  sayPage,
  sayRefused,
  sayTalk,
  sayUnknown,
  sayWhich,
} from '@paidan/shared/rules/chat/say';
import { type Intent, understand } from '@paidan/shared/rules/chat/understand';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { words } from '@paidan/shared/text/index';
import type { Account, Back, Inbound } from '../../core/channels';
import { type Delivered, deliveredBy, type Outcome, outcomeOf, turnAway } from '../../core/delivered';
import { sayRefusal } from '../../core/say';
import { namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { fromRow } from '../../lookups/ticketRow';
import { loadTicket } from '../../lookups/tickets';
import type { RowOf } from '../../store/columns';
import { card as cardTable } from '../../store/tables/card';
import { ticket as table } from '../../store/tables/ticket';
import { workItem } from '../../store/tables/workItem';
import type { Reader } from '../../store/unit';
import { type Speaker, speakerOf } from './actor';
import type { IntakeDeps, Ordered } from './deps';

type Text = Extract<Inbound, { type: 'text' }>;
/** Lists are cut to what fits a message anyway. */
const MOST_LISTED = 30;

export async function say(deps: IntakeDeps, account: Account, inbound: Text): Promise<Back> {
  const delivered = deliveredBy(account, inbound);
  const speaker = await speakerOf(deps, inbound, delivered);
  const before = await outcomeOf(deps.store.read(account), delivered);
  if (speaker === null || before?.refusal?.code === 'not_bound') return { text: words('zh-CN').chat.notBound };
  return { text: await answer(deps, delivered, before, speaker, understand(inbound.text)) };
}

async function answer(
  deps: IntakeDeps,
  delivered: Delivered,
  before: Outcome | undefined,
  speaker: Speaker,
  intent: Intent,
): Promise<string> {
  const { account } = delivered;
  const reader = deps.store.read(account);
  const { chat } = words('zh-CN');
  switch (intent.kind) {
    case 'help':
      return sayHelp(chat);
    case 'mine':
      return list(deps, reader, 'mine', await mine(reader, speaker));
    case 'pool':
      return list(deps, reader, 'pool', await pool(reader, speaker));
    case 'show': {
      const ticket = await byNumber(reader, speaker, intent.no);
      return ticket === null ? sayUnknown(intent.no, chat) : show(deps, reader, account, speaker, ticket);
    }
    case 'talk': {
      const ticket = await lastSpokenOf(reader, speaker);
      return ticket === null ? sayHelp(chat) : sayTalk(intent.text, ticket, chat);
    }
    case 'act':
    case 'comment': {
      const ticket = await meant(reader, speaker, intent.no, before);
      if (ticket !== null) return act(deps, reader, delivered, speaker, ticket, intent);
      await turnAway(deps, delivered, refuse('not_found'));
      return intent.no === null ? sayWhich(chat) : sayUnknown(intent.no, chat);
    }
  }
}

async function act(
  deps: IntakeDeps,
  reader: Reader,
  delivered: Delivered,
  speaker: Speaker,
  { id: ticketId, no, title }: Ticket,
  intent: Extract<Intent, { kind: 'act' | 'comment' }>,
): Promise<string> {
  const { chat } = words('zh-CN');
  const done = await deps.act(speaker, delivered, commandOf(intent, ticketId));
  if (done.ok) return sayDone(intent.kind === 'act' ? intent.action : 'ticket.comment', { no, title }, chat);
  const { refusal } = done;
  if (refusal.code === 'not_bound') return chat.notBound;
  // It takes more than a word: photographs, a signature.
  if (refusal.code === 'form') {
    return sayPage(no, `${deps.baseUrl}/go/${delivered.account.id}/t/${ticketId}?for=${speaker.actor.id}`, chat);
  }
  return sayRefused(no, (await sayRefusal(reader, 'zh-CN', refusal)).message, chat);
}

function commandOf(intent: Extract<Intent, { kind: 'act' | 'comment' }>, ticketId: TicketId): Ordered {
  if (intent.kind === 'comment') return { type: 'ticket.comment', ticketId, text: intent.text };
  const { action: type } = intent;
  return type === 'ticket.complete' || type === 'ticket.confirm' ? { type, ticketId, values: {} } : { type, ticketId };
}

async function show(
  { cardOf, templates, clock }: IntakeDeps,
  reader: Reader,
  account: Account,
  { actor }: Speaker,
  ticket: Ticket,
): Promise<string> {
  const loaded = await loadTicket(reader, templates, ticket.id);
  const asked = { kind: 'created', seq: null, accountId: account.id, memberId: actor.id } as const;
  const card = loaded === null ? null : await cardOf(reader, loaded, asked, clock.now());
  const { chat } = words('zh-CN');
  return card === null ? sayUnknown(ticket.no, chat) : sayCard(card, chat);
}

/** A line that comes again means the ticket that it meant at first, whatever was spoken of since. */
async function meant(
  reader: Reader,
  speaker: Speaker,
  no: number | null,
  before: Outcome | undefined,
): Promise<Ticket | null> {
  if (before !== undefined) return seenBy(speaker, await reader.one(table, { id: before.streamId as TicketId }));
  return no === null ? lastSpokenOf(reader, speaker) : byNumber(reader, speaker, no);
}

const byNumber = async (reader: Reader, speaker: Speaker, no: number): Promise<Ticket | null> =>
  seenBy(speaker, await reader.one(table, { no }));

/** Of another's ticket, or none, the same is said. */
const seenBy = ({ actor }: Speaker, row: RowOf<typeof table> | undefined): Ticket | null =>
  row === undefined || !canSee(actor, row) ? null : fromRow(row);

async function lastSpokenOf(reader: Reader, speaker: Speaker): Promise<Ticket | null> {
  const [last] = await reader.find(cardTable, {
    // One that never arrived has been seen by nobody.
    where: { memberId: speaker.actor.id, messageId: { not: null } },
    order: [['sentAt', 'desc']],
    limit: 1,
  });
  return last === undefined ? null : seenBy(speaker, await reader.one(table, { id: last.ticketId }));
}

type Found = { readonly tickets: readonly Ticket[]; readonly total: number };
const RUNNING = PHASES.filter((phase) => !ENDED.includes(phase));

/** What waits for this person, the soonest due first; then what this person has reported. */
async function mine(reader: Reader, { actor }: Speaker): Promise<Found> {
  const where = { phase: { in: RUNNING }, any: [{ assigneeId: actor.id }, { requesterId: actor.id }] };
  const [rows, total] = await Promise.all([
    reader.find(table, {
      where,
      order: [
        ['dueAt', 'asc'],
        ['id', 'asc'],
      ],
      limit: MOST_LISTED,
    }),
    reader.count(table, where, 1000),
  ]);
  const tickets = rows.map(fromRow);
  const own = (one: Ticket) => Number(one.assigneeId !== actor.id);
  return { tickets: [...tickets].sort((a, b) => own(a) - own(b)), total };
}

async function pool(reader: Reader, { actor }: Speaker): Promise<Found> {
  const roles = actor.roles.length === 0 ? [] : [{ role: { in: [...actor.roles] } }];
  const items = await reader.find(workItem, {
    where: { state: 'open', kind: 'offer', any: [{ handlerId: actor.id as MemberId }, ...roles] },
    order: [
      ['dueAt', 'asc'],
      ['ticketId', 'asc'],
    ],
    limit: MOST_LISTED,
  });
  const ids = [...new Set(items.map(({ ticketId }) => ticketId))];
  const rows = ids.length === 0 ? [] : await reader.find(table, { where: { id: { in: ids } } });
  const tickets = ids.flatMap((id) => rows.filter((row) => row.id === id).map(fromRow));
  return { tickets, total: tickets.length };
}

async function list(
  { store, clock }: IntakeDeps,
  reader: Reader,
  which: 'mine' | 'pool',
  { tickets, total }: Found,
): Promise<string> {
  const { chat, cards } = words('zh-CN');
  const [names, offsetMinutes] = await Promise.all([
    namesOf(reader, { sites: tickets.map(({ siteId }) => siteId) }),
    offsetOf(store, reader.tenantId),
  ]);
  const listed = tickets.map((ticket) => ({
    ticket,
    site: ticket.siteId === null ? null : names.site(ticket.siteId),
  }));
  return sayList(which, listed, { now: clock.now(), offsetMinutes, chat, cards }, total);
}
