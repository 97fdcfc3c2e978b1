// What is reported: repairs as the sample stories tell them, each with a key of its own.
import { randomUUID } from 'node:crypto';
import { makeRandom, type Random } from '../../src/sample/random';
import { repairText } from '../../src/sample/words';
import type { Organization } from './organizations';

export type Report = { readonly headers: string; readonly body: string };
/** The next report over this connection. */
export type Reporter = () => Report;

/** A connection speaks for one person of one organization. */
export function makeReporter(organizations: readonly Organization[], connection: number): Reporter {
  const random = makeRandom(connection + 1);
  const organization = organizations[connection % organizations.length];
  if (organization === undefined) throw new Error('there is no organization');
  const token = random.pick(organization.tokens);
  return () => ({
    headers: `Authorization: Bearer ${token}\r\nIdempotency-Key: ${randomUUID()}\r\n`,
    body: JSON.stringify({ templateId: organization.templateId, values: valuesOf(random, organization) }),
  });
}

function valuesOf(random: Random, { rooms }: Organization) {
  return {
    ...repairText(random),
    priority: random.pick(['low', 'normal', 'normal', 'high']),
    phone: `139${String(10_000_000 + random.below(89_999_999))}`,
    site: random.pick(rooms),
  };
}
