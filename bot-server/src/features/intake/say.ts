// Somebody typed a line to the product: an order, a question, or a remark on the ticket that was last spoken of.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { ENDED, PHASES } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import {
  sayCard,
  sayDone,
  sayHelp,
  sayList,
  sayPage,
  sayRefused,
  sayUnknown,
  sayWhich,
} from '@paidan/shared/rules/chat/say';
import { type Intent, understand } from '@paidan/shared/rules/chat/understand';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { words } from '@paidan/shared/text/index';
import type { Account, Back, Inbound } from '../../core/channels';
import { sayRefusal } from '../../core/say';
import { namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { fromRow } from '../../lookups/ticketRow';
import { loadTicket } from '../../lookups/tickets';
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
  const speaker = await speakerOf(deps.store, deps.channels[account.kind], account, inbound.from);
  if (speaker === null) return { text: words('zh-CN').chat.notBound };
  return { text: await answer(deps, account, speaker, understand(inbound.text), inbound.key) };
}

async function answer(
  deps: IntakeDeps,
  account: Account,
  speaker: Speaker,
  intent: Intent,
  key: string,
): Promise<string> {
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
    case 'act':
    case 'comment': {
      const ticket =
        intent.no === null ? await lastSpokenOf(reader, speaker) : await byNumber(reader, speaker, intent.no);
      if (ticket === null) return intent.no === null ? sayWhich(chat) : sayUnknown(intent.no, chat);
      return act(deps, reader, account, speaker, ticket, intent, key);
    }
  }
}

async function act(
  deps: IntakeDeps,
  reader: Reader,
  account: Account,
  speaker: Speaker,
  { id: ticketId, no, title }: Ticket,
  intent: Extract<Intent, { kind: 'act' | 'comment' }>,
  key: string,
): Promise<string> {
  const { chat } = words('zh-CN');
  const done = await deps.act(speaker, key, commandOf(intent, ticketId));
  if (done.ok) return sayDone(intent.kind === 'act' ? intent.action : 'ticket.comment', { no, title }, chat);
  // It takes more than a word: photographs, a signature.
  if (done.refusal.code === 'form') {
    return sayPage(no, `${deps.baseUrl}/go/${account.id}/t/${ticketId}?for=${speaker.actor.id}`, chat);
  }
  return sayRefused(no, (await sayRefusal(reader, 'zh-CN', done.refusal)).message, chat);
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

/** Of another's ticket, or none, the same is said. */
async function byNumber(reader: Reader, { actor }: Speaker, no: number): Promise<Ticket | null> {
  const row = await reader.one(table, { no });
  return row === undefined || !canSee(actor, row) ? null : fromRow(row);
}

async function lastSpokenOf(reader: Reader, { actor }: Speaker): Promise<Ticket | null> {
  const [last] = await reader.find(cardTable, {
    // One that never arrived has been seen by nobody.
    where: { memberId: actor.id, messageId: { not: null } },
    order: [['sentAt', 'desc']],
    limit: 1,
  });
  const row = last === undefined ? undefined : await reader.one(table, { id: last.ticketId });
  return row === undefined || !canSee(actor, row) ? null : fromRow(row);
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
