// Plausible lives of tickets, made by the product's own rules: whatever is refused simply does not happen.

import type { MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { Channel } from '@paidan/shared/kinds';
import type { TicketCommand } from '@paidan/shared/model/command';
import type { TicketEvent, TicketEventBody } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { Actor } from '@paidan/shared/rules/ticket/context';
import { create } from '@paidan/shared/rules/ticket/decide/create';
import { decide } from '@paidan/shared/rules/ticket/decide/index';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { expects } from '@paidan/shared/rules/ticket/expects';
import type { NewRow } from '../store/columns';
import type { vault as vaultTable } from '../store/tables/vault';
import { closeIn, type Vault } from '../store/vault';
import type { Cast } from './cast';
import type { Random } from './random';
import { plot, report } from './stories';

export type Happening = {
  readonly body: TicketEventBody;
  readonly at: number;
  readonly by: MemberId | null;
  readonly channel: Channel;
};
export type Lived = {
  readonly ticket: Ticket;
  readonly template: Template;
  readonly events: readonly Happening[];
  /** Its telephone numbers: what happened holds their ids. */
  readonly sealed: readonly NewRow<typeof vaultTable>[];
};

/** Whose telephone numbers are sealed, and by what. */
export type Closing = { readonly vault: Vault; readonly tenantId: TenantId };

const CHANNELS: readonly Channel[] = ['console', 'miniapp', 'miniapp', 'api'];
const SYSTEM: Actor = { kind: 'system' };

/** One ticket's life from `start` on; nothing happens after `now`. */
export function live(
  cast: Cast,
  random: Random,
  { vault, tenantId }: Closing,
  { id, no, start, now }: { readonly id: TicketId; readonly no: number; readonly start: number; readonly now: number },
): Lived {
  const template = pickTemplate(cast, random);
  const requester = random.pick(cast.residents);
  const site = random.pick(cast.sites);
  const channel = random.pick(CHANNELS);
  const facts = { ...cast.facts, fence: site.fence };
  const events: Happening[] = [];
  const sealed: NewRow<typeof vaultTable>[] = [];
  const phones = template.fields.filter(({ type }) => type === 'phone').map(({ key }) => key);

  const happen = (
    before: Ticket | null,
    bodies: readonly TicketEventBody[],
    at: number,
    by: MemberId | null,
    through: Channel,
  ) => {
    let ticket = before;
    const closed = closeIn(vault, tenantId, { kind: 'ticket', subject: id }, bodies, phones, at);
    sealed.push(...closed.rows);
    for (const body of closed.bodies) {
      events.push({ body, at, by, channel: through });
      ticket = evolve(ticket, id, { ...body, at, by } as TicketEvent);
    }
    if (ticket === null) throw new Error('a ticket without events');
    return ticket;
  };
  const act = (ticket: Ticket, command: Command, actor: Actor, at: number, through: Channel) => {
    const decision = decide(command, ticket, { now: at, actor, template, facts });
    const by = actor.kind === 'member' ? actor.id : null;
    return decision.ok ? happen(ticket, decision.value, at, by, through) : ticket;
  };
  /** What the product does by itself, up to then. */
  const lapse = (before: Ticket, until: number) => {
    let ticket = before;
    for (;;) {
      const due = expects(ticket, template).find((timer) => timer.dueAt <= until);
      if (due === undefined) return ticket;
      const command = { type: 'ticket.lapse', ticketId: id, purpose: due.purpose } as const;
      const after = act(ticket, command, SYSTEM, due.dueAt, 'timer');
      if (after === ticket) throw new Error(`${due.purpose} was due, and nothing came of it`);
      ticket = after;
    }
  };

  const command = {
    type: 'ticket.create',
    templateId: template.id,
    values: report(template, cast, random, site.id),
  } as const;
  const born = create(command, { no, source: channel }, { now: start, actor: requester, template, facts });
  if (!born.ok) throw new Error(`sample report refused: ${JSON.stringify(born.refusal)}`);
  let ticket = happen(null, born.value, start, requester.id, channel);
  let at = start;
  for (const step of plot(cast, random, { ticketId: id, template, requester, fence: site.fence })) {
    at += step.after;
    if (at > now) break;
    ticket = act(lapse(ticket, at), step.command, step.actor, at, step.channel);
  }
  const last = lapse(ticket, now);
  return { ticket: last, template, events, sealed };
}

/** Fewer of those that cannot be played to their end. */
function pickTemplate({ templates }: Cast, random: Random): Template {
  const first = random.pick(templates);
  return first.code === 'repair' && random.chance(0.6) ? random.pick(templates) : first;
}

type Command = Exclude<TicketCommand, { type: 'ticket.create' }>;
