// The timeline: appended to, never changed, chained by hash within each aggregate. `feedNo` is given later, by the sealer.
import type { Json } from '@paidan/shared/kernel/json';
import type { AggregateKind, Channel } from '@paidan/shared/kinds';
import { bigint, id, instant, int, json, nullable, table, text } from '../columns';

export const event = table('event', {
  key: ['tenantId', 'streamId', 'seq'],
  columns: {
    /** The aggregate's id. */
    streamId: id(),
    seq: int(),
    kind: text<AggregateKind>(16),
    type: text(40),
    at: instant(),
    byId: nullable(id()),
    channel: text<Channel>(16),
    requestId: nullable(text(40)),
    data: json<Json>(),
    /** Hashes in hexadecimal. */
    prev: text(64),
    hash: text(64),
    feedNo: nullable(bigint()),
  },
  unique: [['tenantId', 'feedNo']],
});
