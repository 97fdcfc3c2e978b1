// Writes the outbox rows of a decision, in its own transaction: what was committed will be carried out.
import type { EventRow } from '../core/chain';
import { newId } from '../core/ids';
import { outbox } from '../store/tables/outbox';
import type { Unit } from '../store/unit';
import { type Topic, topicsOf } from '../wiring';

/** One row per topic and aggregate, however many events ask for it; the destination keeps their order. */
export async function publish(u: Unit, rows: readonly EventRow[], now: number): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const topics = new Set(rows.flatMap((row) => topicsOf(row.type)));
  if (topics.size === 0) return;
  await enqueue(u, [...topics], { streamId: last.streamId, from: rows[0]?.seq ?? last.seq, seq: last.seq }, now);
}

/** The events of one decision, from the one number to the other. */
export type Decision = { readonly streamId: string; readonly from: number; readonly seq: number };

export const enqueue = (
  u: Unit,
  topics: readonly Topic[],
  { streamId, from, seq }: Decision,
  now: number,
): Promise<void> =>
  u.insert(
    outbox,
    topics.map((topic) => ({
      id: newId(now),
      streamId,
      seq,
      topic,
      destination: streamId,
      state: 'pending' as const,
      attempts: 0,
      availableAt: 0,
      leaseUntil: null,
      fence: 0,
      lastError: null,
      payload: { from },
      createdAt: now,
    })),
  );
