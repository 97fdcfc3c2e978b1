// Playing a ticket's story through the rules, as the server does: who says what, how much later; then the events fold on.
import type { TicketId } from '../kernel/id';
import { type Duration, type Instant, MINUTE } from '../kernel/time';
import type { TicketCommand } from '../model/command';
import type { TicketEvent, TicketEventBody } from '../model/event';
import type { Template } from '../model/template';
import type { Ticket } from '../model/ticket';
import type { Actor, Context } from '../rules/ticket/context';
import { decide } from '../rules/ticket/decide';
import { create } from '../rules/ticket/decide/create';
import type { Decision } from '../rules/ticket/decide/decider';
import { evolve } from '../rules/ticket/evolve';
import { idOf } from './ids';
import type { Said } from './say';
import { factsFor } from './world';

/** 2026-11-23 09:00 in China. */
export const START: Instant = Date.UTC(2026, 10, 23, 1);
export const TICKET: TicketId = idOf<'ticket'>('k', 1);
export const BIRTH = { no: 1001, source: 'miniapp' } as const;

export type Act = { readonly by: Actor; readonly says: Said; readonly later: Duration };
/** `later`: since what was said before, a minute unless told. */
export const act = (by: Actor, says: Said, later: Duration = MINUTE): Act => ({ by, says, later });

export type Scene = {
  readonly template: Template;
  readonly ticket: Ticket | null;
  readonly events: readonly TicketEvent[];
  readonly now: Instant;
};
export const opening = (template: Template): Scene => ({ template, ticket: null, events: [], now: START });

/** What the rules say to this, with the command and the context that they were given. */
export function answer(
  scene: Scene,
  { by, says, later }: Act,
): {
  readonly decision: Decision;
  readonly command: TicketCommand;
  readonly context: Context;
} {
  const { template, ticket } = scene;
  const command = addressed(says, template);
  const context = { now: scene.now + later, actor: by, template, facts: factsFor(command, ticket, template) };
  return { decision: decided(command, ticket, context), command, context };
}

export function addressed(says: Said, template: Template): TicketCommand {
  return (
    says.type === 'ticket.create' ? { ...says, templateId: template.id } : { ...says, ticketId: TICKET }
  ) as TicketCommand;
}

function decided(command: TicketCommand, ticket: Ticket | null, context: Context): Decision {
  if (command.type === 'ticket.create') return create(command, BIRTH, context);
  if (ticket === null) throw new Error(`${command.type} before there is a ticket`);
  return decide(command, ticket, context);
}

/** The scene after these events, all of one moment. */
export function goOn(scene: Scene, bodies: readonly TicketEventBody[], now: Instant, by: Actor): Scene {
  const memberId = by.kind === 'member' ? by.id : null;
  const events = bodies.map((body): TicketEvent => ({ ...body, at: now, by: memberId }));
  const ticket = events.reduce<Ticket | null>((sofar, event) => evolve(sofar, TICKET, event), scene.ticket);
  return { ...scene, ticket, events: [...scene.events, ...events], now };
}

/** Every act must succeed; a refused one is a mistake in the test. */
export function play(template: Template, acts: readonly Act[], from: Scene = opening(template)): Scene {
  return acts.reduce((scene, each) => {
    const { decision, context } = answer(scene, each);
    if (!decision.ok) throw new Error(`${each.says.type} was refused: ${JSON.stringify(decision.refusal)}`);
    return goOn(scene, decision.value, context.now, each.by);
  }, from);
}

/** The ticket that these acts lead to. */
export function ticketAfter(template: Template, acts: readonly Act[]): Ticket {
  const { ticket } = play(template, acts);
  if (ticket === null) throw new Error('the story has no ticket');
  return ticket;
}
