// What is still to be done because of committed events; workers claim the rows by lease.
import type { Json } from '@paidan/shared/kernel/json';
import { fenced, id, instant, int, json, nullable, prose, table, text } from '../columns';

export const outbox = table('outbox', {
  key: ['tenantId', 'id'],
  columns: {
    id: id(),
    streamId: id(),
    seq: int(),
    topic: text(20),
    /** Rows of one topic and destination go in order. */
    destination: text(80),
    state: text<'pending' | 'done' | 'buried'>(12),
    attempts: int(),
    availableAt: instant(),
    ...fenced(),
    lastError: nullable(prose()),
    payload: nullable(json<Json>()),
    createdAt: instant(),
  },
  indexes: [
    ['state', 'availableAt'],
    ['tenantId', 'topic', 'destination', 'state', 'id'],
  ],
});
