// Each aggregate's events are chained by hash, so that nothing can be changed, dropped or slipped in between unseen.
import { createHash } from 'node:crypto';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AggregateKind, Channel } from '@paidan/shared/kinds';

/** One row of the timeline, before the sealer has numbered it. `data`: the event without its type. */
export type EventRow = {
  readonly streamId: string;
  readonly seq: number;
  readonly kind: AggregateKind;
  readonly type: string;
  readonly at: number;
  readonly byId: string | null;
  readonly channel: Channel;
  readonly requestId: string | null;
  readonly data: Json;
  readonly prev: string;
  readonly hash: string;
};

export const GENESIS = '0'.repeat(64);

/** SHA-256, in hexadecimal, over the canonical JSON of all that the row says and of the hash before it. */
export function hashOf(tenantId: string, row: Omit<EventRow, 'hash'>): string {
  const { streamId, seq, kind, type, at, byId, channel, requestId, data, prev } = row;
  const text = canonical({ tenantId, streamId, seq, kind, type, at, byId, channel, requestId, data, prev });
  return createHash('sha256').update(text).digest('hex');
}

export function chain(
  tenantId: string,
  prev: string,
  links: readonly Omit<EventRow, 'prev' | 'hash'>[],
): readonly EventRow[] {
  let last = prev;
  return links.map((link) => {
    const row = { ...link, prev: last };
    last = hashOf(tenantId, row);
    return { ...row, hash: last };
  });
}
