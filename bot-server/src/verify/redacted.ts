// Events of which something was taken out: which they are, and the hash of what is left of each, as the erasing itself tells.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { AggregateKind } from '@paidan/shared/kinds';
import type { MemberErased } from '@paidan/shared/rules/record/state';
import { hashOf } from '../core/chain';
import { event } from '../store/tables/event';
import { member } from '../store/tables/member';
import type { Reader } from '../store/unit';
import type { EventRow } from './fold';

/**
 * Hashes of what is left, by timeline and number, with a space between; `by`: whose erasing says so; `salted`: see `Redacted`.
 */
export type RedactedEvents = ReadonlyMap<string, Left>;
type Left = { readonly by: string; readonly digest: string; readonly salted: boolean | undefined };

/** Whoever sets a member's row back hides nothing: the row is held against its timeline, too. */
export async function loadRedacted(reader: Reader): Promise<RedactedEvents> {
  const erasings: EventRow[] = [];
  for (const { id } of await reader.find(member, { where: { erasedAt: { not: null } }, columns: ['id'] }))
    erasings.push(...(await reader.find(event, { where: { streamId: id, type: 'member.erased' } })));
  const found: Map<string, Left> = new Map();
  // What several took something out of is as the last of them left it.
  for (const { streamId: by, data } of erasings.sort((a, b) => a.at - b.at || numberOf(a) - numberOf(b))) {
    for (const { streamId, seq, digest, salted } of (data as MemberErased).redacted)
      found.set(`${streamId} ${seq}`, { by, digest, salted });
  }
  return found;
}

const numberOf = ({ feedNo }: EventRow): number => feedNo ?? Number.MAX_SAFE_INTEGER;

/** Of how many whoever has the database may guess what was taken out, for sure and perhaps: nothing random went into their hashes. */
export const guessableIn = (redacted: RedactedEvents): { readonly surely: number; readonly perhaps: number } => {
  const all = [...redacted.values()];
  return {
    surely: all.filter(({ salted }) => salted === false).length,
    perhaps: all.filter(({ salted }) => salted === undefined).length,
  };
};

/** Of this event; null: it is to be as it was written. An erasing speaks for its own timeline, and for who was who on a platform. */
export function leftOf(
  redacted: RedactedEvents,
  kind: AggregateKind | undefined,
  { streamId, seq }: Pick<EventRow, 'streamId' | 'seq'>,
): string | null {
  const left = redacted.get(`${streamId} ${seq}`);
  return left !== undefined && (left.by === streamId || kind === 'account') ? left.digest : null;
}

/** What is wrong with such an event by itself, in words; `left`: the hash of what is left of it. */
export function changedAgain(
  tenantId: TenantId,
  { hash: _h, feedNo: _n, ...said }: EventRow,
  left: string,
): string | null {
  return hashOf(tenantId, said) === left ? null : 'was changed after something was taken out of it';
}
