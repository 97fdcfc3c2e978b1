// What may this person do with this ticket now? Each action that is theirs, with its reason when it can't be done at the moment.
// `decide` gates on the same answer, so a lit button and the server never disagree.
import { ENDED } from '../../kinds';
import type { TicketCommandName } from '../../model/command';
import type { FlowNode, Who } from '../../model/flow';
import type { Ticket } from '../../model/ticket';
import { type Refusal, refuse } from '../../refusal';
import { nodeIn, nodesOf } from '../flow/find';
import { canSee } from '../policy/visible';
import { type Context, hasGrant, holds, isByLink, isMember } from './context';
import { URGE_COOL_DOWN } from './urge';

export type Gated = Exclude<TicketCommandName, 'ticket.create'>;
export type Action = { readonly command: Gated; readonly refusal: Refusal | null };

export type Setting = Pick<Context, 'now' | 'actor' | 'template'>;

/** What a report's link is good for: to follow it, to urge and to add something. What ends it or speaks for its owner is the owner's. */
const FOR_LINKS: readonly Gated[] = ['ticket.urge', 'ticket.comment'];

/** In the order in which an interface should offer them: the one to do next comes first. */
export function actions(ticket: Ticket, setting: Setting): readonly Action[] {
  if (!canSee(setting.actor, ticket)) return [];
  const node = nodeIn(setting.template.flow, ticket.node);
  return ORDER.filter((command) => concerns(command, ticket, setting, node)).map((command) => ({
    command,
    refusal: blocks(command, ticket, setting, node),
  }));
}

/** Null: go ahead. Whoever cannot even see the ticket learns nothing of it. */
export function gate(command: Gated, ticket: Ticket, setting: Setting): Refusal | null {
  if (!canSee(setting.actor, ticket)) return refuse('not_found');
  const node = nodeIn(setting.template.flow, ticket.node);
  if (!concerns(command, ticket, setting, node)) return stranger(command, ticket);
  return blocks(command, ticket, setting, node);
}

const ORDER: readonly Gated[] = [
  'ticket.accept',
  'ticket.assign',
  'ticket.offer',
  'ticket.depart',
  'ticket.arrive',
  'ticket.complete',
  'ticket.log',
  'ticket.confirm',
  'ticket.reject',
  'ticket.rate',
  'ticket.urge',
  'ticket.transfer',
  'ticket.comment',
  'ticket.cancel',
];

/** Is it this person's to do at all, at some time? */
function concerns(command: Gated, ticket: Ticket, { actor, template }: Setting, node: FlowNode | undefined): boolean {
  const dispatcher = hasGrant(actor, 'ticket.dispatch') || hasGrant(actor, 'ticket.manage');
  const worker = isMember(actor, ticket.assigneeId);
  const requester = isMember(actor, ticket.requesterId);
  switch (command) {
    case 'ticket.offer':
    case 'ticket.assign':
      return dispatcher || ticket.work.some((item) => item.kind === 'dispatch' && holds(actor, item));
    case 'ticket.accept':
      return hasGrant(actor, 'ticket.work') && (worker || wasOffered(ticket, actor));
    case 'ticket.depart':
    case 'ticket.arrive':
    case 'ticket.log':
    case 'ticket.complete':
      return worker;
    case 'ticket.transfer':
      return worker || dispatcher;
    case 'ticket.confirm':
    case 'ticket.reject':
      return answers(actor, ticket, template, 'accept', node);
    case 'ticket.rate':
      return answers(actor, ticket, template, 'rate', node);
    case 'ticket.urge':
      return requester || dispatcher;
    case 'ticket.cancel':
      return requester || dispatcher;
    case 'ticket.comment':
      return takesPart(actor, ticket) || dispatcher;
  }
}

/** To read is not to join in: whoever only audits, or once could have taken it from a pool, keeps quiet. */
function takesPart(actor: Setting['actor'], ticket: Ticket): boolean {
  if (actor.kind === 'system') return true;
  return ticket.people.includes(actor.id) || ticket.work.some((item) => holds(actor, item));
}

/** Offered now, or before somebody else took it: those learn who has it. */
function wasOffered(ticket: Ticket, actor: Setting['actor']): boolean {
  if (actor.kind !== 'member') return false;
  if (ticket.work.some((item) => item.kind === 'offer' && holds(actor, item))) return true;
  const named = ticket.people.includes(actor.id) && ticket.requesterId !== actor.id;
  return named || ticket.pools.some((role) => actor.roles.includes(role));
}

/** The flow names who accepts and who rates: here if the ticket stands at such a node, otherwise at any of them. */
function answers(
  actor: Setting['actor'],
  ticket: Ticket,
  template: Setting['template'],
  kind: 'accept' | 'rate',
  node: FlowNode | undefined,
): boolean {
  if (node?.kind === kind) return matches(node.by, actor, ticket);
  return nodesOf(template.flow).some((other) => other.kind === kind && matches(other.by, actor, ticket));
}

function matches(who: Who, actor: Setting['actor'], ticket: Ticket): boolean {
  if (who.kind === 'role') return actor.kind === 'member' && actor.roles.includes(who.role);
  return isMember(actor, who.kind === 'requester' ? ticket.requesterId : ticket.assigneeId);
}

/** It is theirs to do; why not now? */
function blocks(command: Gated, ticket: Ticket, { actor, now }: Setting, node: FlowNode | undefined): Refusal | null {
  if (ENDED.includes(ticket.phase)) return refuse('ended', { phase: ticket.phase });
  if (isByLink(actor) && !FOR_LINKS.includes(command)) return refuse('link_only');
  const wrongStep = refuse('wrong_step', { node: ticket.node });
  switch (command) {
    case 'ticket.offer':
    case 'ticket.assign':
      return node?.kind === 'dispatch' ? null : wrongStep;
    case 'ticket.accept':
      return accepting(ticket, actor, node);
    case 'ticket.depart':
      return (
        working(ticket, node) ?? (ticket.departedAt !== null || ticket.arrivedAt !== null ? refuse('already') : null)
      );
    case 'ticket.arrive':
      return working(ticket, node) ?? (ticket.arrivedAt === null ? null : refuse('already'));
    case 'ticket.log':
      return working(ticket, node);
    case 'ticket.complete':
      return (
        working(ticket, node) ??
        (node?.kind === 'task' && node.checkIn && ticket.arrivedAt === null ? refuse('arrive_first') : null)
      );
    case 'ticket.transfer':
      return node?.kind === 'task' ? null : wrongStep;
    case 'ticket.confirm':
    case 'ticket.reject':
      return node?.kind === 'accept' ? null : wrongStep;
    case 'ticket.rate':
      return node?.kind === 'rate' ? null : wrongStep;
    case 'ticket.urge':
      return urging(ticket, now, wrongStep);
    case 'ticket.cancel':
      return cancelling(ticket, actor, wrongStep);
    case 'ticket.comment':
      return null;
  }
}

function accepting(ticket: Ticket, actor: Setting['actor'], node: FlowNode | undefined): Refusal | null {
  if (isMember(actor, ticket.assigneeId)) {
    return node?.kind === 'task' && ticket.acceptedAt === null ? null : refuse('already');
  }
  if (ticket.assigneeId !== null) return refuse('taken', { by: ticket.assigneeId });
  if (ticket.work.some((item) => item.kind === 'offer' && holds(actor, item))) return null;
  return refuse('not_offered');
}

function working(ticket: Ticket, node: FlowNode | undefined): Refusal | null {
  if (node?.kind !== 'task') return refuse('wrong_step', { node: ticket.node });
  return ticket.acceptedAt === null ? refuse('accept_first') : null;
}

function urging(ticket: Ticket, now: number, wrongStep: Refusal): Refusal | null {
  if (ticket.phase === 'done') return wrongStep;
  const until = (ticket.urgedAt ?? -URGE_COOL_DOWN) + URGE_COOL_DOWN;
  return now < until ? refuse('cooling_down', { until }) : null;
}

/** Once work has begun, only those who dispatch can call it off; once done, only a manager, since whoever should answer may be gone. */
function cancelling(ticket: Ticket, actor: Setting['actor'], wrongStep: Refusal): Refusal | null {
  if (hasGrant(actor, 'ticket.manage')) return null;
  if (ticket.phase === 'done') return wrongStep;
  return ticket.startedAt === null || hasGrant(actor, 'ticket.dispatch') ? null : wrongStep;
}

/** Somebody sees the ticket, but this is not theirs to do. */
function stranger(command: Gated, ticket: Ticket): Refusal {
  if (ENDED.includes(ticket.phase)) return refuse('ended', { phase: ticket.phase });
  if (command === 'ticket.accept') return refuse('not_offered');
  return refuse('not_yours');
}
