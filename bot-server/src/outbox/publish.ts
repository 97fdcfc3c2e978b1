// Writes the outbox rows of a decision, in its own transaction: what was committed will be carried out.
import type { EventRow } from '../core/chain';
import { newId } from '../core/ids';
import { outbox } from '../store/tables/outbox';
import type { Unit } from '../store/unit';
import { topicsOf } from '../wiring';

/** One row per topic and aggregate, however many events ask for it; the destination keeps their order. */
export async function publish(u: Unit, rows: readonly EventRow[], now: number): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const topics = new Set(rows.flatMap((row) => topicsOf(row.type)));
  if (topics.size === 0) return;
  await u.insert(
    outbox,
    [...topics].map((topic) => ({
      id: newId(now),
      streamId: last.streamId,
      seq: last.seq,
      topic,
      destination: last.streamId,
      state: 'pending' as const,
      attempts: 0,
      availableAt: 0,
      leaseUntil: null,
      fence: 0,
      lastError: null,
      payload: { from: rows[0]?.seq ?? last.seq },
      createdAt: now,
    })),
  );
}
