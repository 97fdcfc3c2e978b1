// One round of reports over HTTP: every connection reports again as soon as it has its answer.
import { openConnection } from './connection';
import type { Organization } from './organizations';
import { makeReporter } from './reports';

export type Created = { readonly tenantId: string; readonly ticketId: string };
export type Round = { readonly created: readonly Created[]; readonly seconds: number; readonly perSecond: number };

export async function reportFor(
  ms: number,
  port: number,
  organizations: readonly Organization[],
  connections: number,
): Promise<Round> {
  const lines = await Promise.all(
    Array.from({ length: connections }, async (_, at) => ({
      connection: await openConnection(port),
      report: makeReporter(organizations, at),
      tenantId: organizations[at % organizations.length]?.tenantId ?? '',
    })),
  );
  const created: Created[] = [];
  const begun = performance.now();
  await Promise.all(
    lines.map(async ({ connection, report, tenantId }) => {
      while (performance.now() - begun < ms) {
        const { headers, body } = report();
        const answer = await connection.post('/api/ticket.create', headers, body);
        if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.slice(0, 500)}`);
        created.push({ tenantId, ticketId: idIn(answer.body) });
      }
    }),
  );
  // To the last answer: what was begun in time is counted with the time that it took.
  const seconds = (performance.now() - begun) / 1000;
  for (const { connection } of lines) connection.close();
  return { created, seconds, perSecond: created.length / seconds };
}

function idIn(body: string): string {
  const { ticket } = JSON.parse(body) as { readonly ticket: { readonly id: string } };
  return ticket.id;
}
