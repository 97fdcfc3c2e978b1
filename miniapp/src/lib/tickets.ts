// Tickets as the server last gave them, kept on the device with what is needed to work on them without signal.
import type { ActionView, TimelineItem } from '@paidan/shared/contract/ticket';
import type { TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Instant } from '@paidan/shared/kernel/time';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { call, type Failure } from './call';
import { now } from './clock';
import { host } from './host';
import { currentSession } from './session';

export type Known = {
  readonly ticket: TicketView;
  readonly actions: readonly ActionView[];
  readonly timeline: readonly TimelineItem[];
  readonly template: TemplateView;
  /** When the server said so. */
  readonly at: Instant;
};

const PREFIX = 'ticket.';
const MOST_KEPT = 30;
const nameOf = (id: string) => `${PREFIX}${currentSession()?.member.id ?? ''}.${id}`;

export function keptTicket(id: string): Known | null {
  const kept = host.storage.get(nameOf(id)) as Known | undefined;
  return kept && typeof kept === 'object' && kept.ticket && kept.template && Array.isArray(kept.timeline) ? kept : null;
}

export async function fetchTicket(id: string): Promise<Result<Known, Failure>> {
  const ticketId = id as TicketId;
  const [got, told] = await Promise.all([call('ticket.get', { ticketId }), call('ticket.timeline', { ticketId })]);
  if (!got.ok) return got;
  if (!told.ok) return told;
  const { ticket, actions } = got.value;
  const template = await templateOf(ticket, keptTicket(id)?.template);
  if (!template.ok) return template;
  const known: Known = { ticket, actions, timeline: told.value.items, template: template.value, at: now() };
  if ((keptTicket(id)?.ticket.version ?? 0) <= ticket.version) keepTicket(known);
  return ok(known);
}

/** An answer to a command brings the ticket along. */
export function keepTicket(known: Known): void {
  makeRoom();
  // A full storage costs the copy, nothing else.
  host.storage.set(nameOf(known.ticket.id), known);
}

/** Before there is no signal: the first of the day, each once it has changed. One after the other, so that the page goes first. */
export async function fetchAhead(tickets: readonly { readonly id: string; readonly version: number }[]): Promise<void> {
  for (const { id, version } of tickets.slice(0, MOST_AHEAD)) {
    if (keptTicket(id)?.ticket.version === version) continue;
    const answer = await fetchTicket(id);
    if (!answer.ok && answer.refusal.kind === 'offline') return;
  }
}
const MOST_AHEAD = 12;

/** A published revision never changes: the one that lies here is as good. */
async function templateOf(ticket: TicketView, kept: TemplateView | undefined): Promise<Result<TemplateView, Failure>> {
  const { id } = ticket.template;
  if (kept && kept.id === id && kept.revision === ticket.templateVersion) return ok(kept);
  const answer = await call('template.get', { templateId: id, revision: ticket.templateVersion });
  return answer.ok ? ok(answer.value.template) : no(answer.refusal);
}

function makeRoom(): void {
  const kept = host.storage.keys().filter((key) => key.indexOf(PREFIX) === 0);
  if (kept.length < MOST_KEPT) return;
  const dated = kept.map((key) => ({ key, at: (host.storage.get(key) as Partial<Known> | undefined)?.at ?? 0 }));
  dated.sort((a, b) => a.at - b.at);
  for (const { key } of dated.slice(0, kept.length - MOST_KEPT + 1)) host.storage.remove(key);
}
