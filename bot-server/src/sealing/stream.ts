// One timeline's telephone numbers go to the vault: out of its row and its events alike, in one unit.
import type { Json } from '@paidan/shared/kernel/json';
import { hashOf } from '../core/chain';
import type { NewRow, RowOf } from '../store/columns';
import { event } from '../store/tables/event';
import { sealedEvent } from '../store/tables/sealedEvent';
import { vault as vaultTable } from '../store/tables/vault';
import type { Unit } from '../store/unit';
import { type Personal, standsIn, type Vault } from '../store/vault';

type EventRow = RowOf<typeof event>;
export type Values = { readonly [key: string]: Json };

export const isClear = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !standsIn(value);

/** Does anything under these keys stand as it was written? */
export const hasClear = (values: unknown, keys: readonly string[]): boolean =>
  typeof values === 'object' &&
  values !== null &&
  keys.some((key) => Object.hasOwn(values, key) && isClear((values as Values)[key]));

/** The same of an event. */
export const tellsClear = ({ data }: Pick<EventRow, 'data'>, keys: readonly string[]): boolean => {
  const { values, change } = membersOf(data);
  return hasClear(values, keys) || hasClear(change, keys);
};

const membersOf = (data: Json) => data as { readonly values?: Values; readonly change?: Values };

/** Gives the same value the same id, and keeps the rows that are to be inserted. */
export function makeCloser(vault: Vault, u: Unit, about: Personal) {
  const rows: NewRow<typeof vaultTable>[] = [];
  const ids = new Map<string, string>();
  const idOf = (value: string, at: number): string => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const row = vault.close(u.tenantId, about, value, at);
    rows.push(row);
    ids.set(value, row.id);
    return row.id;
  };
  return {
    rows,
    idOf,
    closed: (values: Values, keys: readonly string[], at: number): Values => {
      const patch: { [key: string]: Json } = {};
      for (const key of keys) {
        const value = Object.hasOwn(values, key) ? values[key] : undefined;
        if (isClear(value)) patch[key] = idOf(value, at);
      }
      return { ...values, ...patch };
    },
  };
}

export type SealedStream = {
  readonly events: number;
  /** What takes the place of the row's own values under the keys; empty where none stands as it was written. */
  readonly patch: Values;
};

/** Seals the events of a timeline whose row is locked; `own`: what the row says. */
export async function sealStream(
  u: Unit,
  vault: Vault,
  about: Personal,
  keys: readonly string[],
  own: Values,
): Promise<SealedStream> {
  const rows = await u.find(event, { where: { streamId: about.subject }, order: [['seq', 'asc']] });
  const closer = makeCloser(vault, u, about);
  const told: { [key: string]: Json } = {};
  const idToldFor = async (value: string, id: Json | undefined): Promise<string | null> => {
    if (!standsIn(id)) return null;
    const row = closer.rows.find((one) => one.id === id) ?? (await u.one(vaultTable, { id }));
    return row !== undefined && vault.open(u.tenantId, row) === value ? id : null;
  };
  const sealed: EventRow[] = [];
  for (const row of rows) {
    const after = tellsClear(row, keys) ? { ...row, data: closedIn(row, keys, closer) } : row;
    if (after !== row) sealed.push(after);
    const { values, change } = membersOf(after.data);
    for (const key of keys) {
      for (const said of [values, change]) {
        const value = said !== undefined && said !== null && Object.hasOwn(said, key) ? said[key] : undefined;
        if (value !== undefined) told[key] = value;
      }
    }
  }
  const patch: { [key: string]: Json } = {};
  for (const key of keys) {
    const value = own[key];
    // The row must be what its timeline says, to the id. What was changed behind its back is kept as it is, for `verify` to find.
    if (isClear(value)) patch[key] = (await idToldFor(value, told[key])) ?? closer.idOf(value, rows.at(-1)?.at ?? 0);
  }
  if (closer.rows.length > 0) await u.insert(vaultTable, closer.rows);
  for (const { streamId, seq, data } of sealed) await u.change(event, { streamId, seq }, { data });
  const notes = sealed.map(({ hash: _, feedNo: __, ...said }) => {
    const { streamId, seq } = said;
    const note = { streamId, seq, digest: hashOf(u.tenantId, said) };
    return { ...note, mac: vault.sign(u.tenantId, note) };
  });
  if (notes.length > 0) await u.insert(sealedEvent, notes);
  return { events: sealed.length, patch };
}

function closedIn({ data, at }: EventRow, keys: readonly string[], closer: ReturnType<typeof makeCloser>): Json {
  const members = { ...(data as Values) };
  for (const member of ['values', 'change'] as const) {
    const values = members[member];
    if (typeof values === 'object' && values !== null)
      members[member] = closer.closed(values as Values, keys, at) as Json;
  }
  return members as Json;
}
