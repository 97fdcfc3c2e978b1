// Tickets for pages in WeCom's own browser, the same one for 7200 seconds. Source: §10.
import type { Box } from '../box';
import { randomName } from '../ids';
import { type Answer, fine, type Refusal, refuse } from '../refusal';
import type { Token } from './corp';

export function corpTicket(box: Box, { corp }: Token): Answer {
  return ticketFor(box, corp.corpId);
}

export function appTicket(box: Box, { app }: Token, type: string | null): Answer | Refusal {
  if (app === null) return refuse(48002, 'api forbidden');
  return type === 'agent_config' ? ticketFor(box, `${app.corpId} ${app.agentId}`) : refuse(40035, 'type');
}

function ticketFor({ state }: Box, owner: string): Answer {
  const ticket = state.tickets.get(owner) ?? randomName(64);
  if (state.tickets.get(owner) === undefined) state.tickets.set(owner, ticket);
  return fine({ ticket, expires_in: 7200 });
}
