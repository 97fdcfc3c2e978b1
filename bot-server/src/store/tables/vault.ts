// Personal values, apart from the rows and timelines that speak of them: those hold the id alone, so that another key, or erasing,
// touches this table only and no hash chain.
import { id, instant, nullable, table, text } from '../columns';

/** Nonce, text and tag of a telephone number, base64url, and room to spare. */
const BODY = 200;

export const vault = table('vault', {
  key: ['tenantId', 'id'],
  columns: {
    /** Stands in a row or an event where the value would: `~`, then the rest of an id. */
    id: id(),
    /** What it was told about: a member, a ticket, a report that waits. */
    kind: text(16),
    subject: id(),
    keyId: text(16),
    /** Keyed hashes of the plain number, and of its last four digits: for finding it. */
    mark: text(64),
    tail: nullable(text(64)),
    body: text(BODY),
    /** `tombstone.ts`: nothing of the value is left. */
    erasedAt: nullable(instant()),
  },
  unique: [],
  indexes: [
    ['tenantId', 'kind', 'mark'],
    ['tenantId', 'kind', 'tail'],
    ['tenantId', 'subject'],
    ['keyId', 'tenantId', 'id'],
  ],
});
