// Tickets are offered, and then accepted, over HTTP: every connection takes the next one as soon as it has its answer.
import { randomUUID } from 'node:crypto';
import { openConnection } from '../create/connection';
import type { Created } from '../create/http';
import type { Organization } from '../create/organizations';

/** Seconds until all of them have gone through `endpoint`. */
export async function sendThrough(
  endpoint: 'ticket.offer' | 'ticket.accept',
  tickets: readonly Created[],
  tokenFor: (organization: Organization, at: number) => string,
  { port, organizations, connections }: Server,
): Promise<number> {
  const whose = new Map(organizations.map((one) => [one.tenantId as string, one]));
  const lines = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      for (let at = next++; at < tickets.length; at = next++) {
        const ticket = tickets[at] as Created;
        const token = tokenFor(whose.get(ticket.tenantId) as Organization, at);
        const headers = `Authorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\n`;
        const answer = await line.post(`/api/${endpoint}`, headers, JSON.stringify({ ticketId: ticket.ticketId }));
        if (answer.status !== 200) throw new Error(`${endpoint}: ${answer.status}: ${answer.body.slice(0, 500)}`);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const line of lines) line.close();
  return seconds;
}

type Server = {
  readonly port: number;
  readonly organizations: readonly Organization[];
  readonly connections: number;
};
