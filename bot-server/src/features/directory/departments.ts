// The platform's departments as ours: found by their name under the same parent, made where they are missing.
import type { DepartmentId } from '@paidan/shared/kernel/id';
import type { Refusal } from '@paidan/shared/refusal';
import type { Directory } from '../../core/channels';
import type { Scope } from '../../core/scope';
import { department } from '../../store/tables/department';
import type { DirectoryDeps } from './deps';
import { asName } from './name';

type Listed = Directory['departments'][number];
export type Place = DepartmentId | null;

/**
 * Ours by the platform's id. The one without a parent is the organization itself: nobody stands "in" it. One whose name the
 * platform keeps to itself is none of ours.
 */
export async function placeDepartments(
  { store, write }: Pick<DirectoryDeps, 'store' | 'write'>,
  scope: Scope,
  listed: readonly Listed[],
  refused: (name: string, refusal: Refusal) => void,
): Promise<ReadonlyMap<string, Place>> {
  const rows = await store.read(scope).find(department, { where: { state: 'active' } });
  const known = new Map(rows.map((row) => [nameIn(row.parentId, row.name), row.id]));
  const byId = new Map(listed.map((one) => [one.id, one]));
  const places = new Map<string, Place>();

  async function place(one: Listed, above: readonly string[]): Promise<Place> {
    const done = places.get(one.id);
    if (done !== undefined) return done;
    const found = await find(one, above);
    places.set(one.id, found);
    return found;
  }

  async function find(one: Listed, above: readonly string[]): Promise<Place> {
    if (one.parentId === null) return null;
    const upper = above.includes(one.id) ? undefined : byId.get(one.parentId);
    const parentId = upper === undefined ? null : await place(upper, [...above, one.id]);
    const name = asName(one.name, one.id);
    const key = nameIn(parentId, name);
    const there = known.get(key);
    if (there !== undefined) return there;
    const made = await write(scope, 'department', { verb: 'create', values: { name, parentId } });
    if (!made.ok) {
      refused(name, made.refusal);
      return parentId;
    }
    known.set(key, made.value as DepartmentId);
    return made.value as DepartmentId;
  }

  for (const one of listed) if (one.name !== one.id) await place(one, []);
  return places;
}

const nameIn = (parentId: Place, name: string): string => `${parentId ?? ''}\n${name}`;

/** Undefined: the platform does not say. */
export function placeOf(places: ReadonlyMap<string, Place>, ids: readonly string[]): Place | undefined {
  const found = ids.flatMap((id) => places.get(id) ?? []);
  return found[0] ?? (ids.some((id) => places.has(id)) ? null : undefined);
}
