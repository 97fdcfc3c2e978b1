// The facts that `rules/record/decide` asks for: is the code taken, do the references hold, who depends on it.
import type { Json } from '@paidan/shared/kernel/json';
import type { RecordKind } from '@paidan/shared/model/records';
import type { RecordFacts } from '@paidan/shared/rules/record/decide';
import type { AnyRecord } from '@paidan/shared/rules/record/state';
import { asset } from '../../store/tables/asset';
import { department } from '../../store/tables/department';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { site } from '../../store/tables/site';
import type { Unit } from '../../store/unit';
import { REFERENCES, UNIQUE } from './kinds';
import { isPathTooLong } from './path';
import { rowById, rowsWhere } from './rows';

type Members = { readonly [key: string]: Json | undefined };
export type Wish =
  | { readonly verb: 'create' | 'change'; readonly id: string; readonly values: Members }
  | { readonly verb: 'retire' | 'restore'; readonly id: string };

export async function loadFacts(u: Unit, kind: RecordKind, wish: Wish, record: AnyRecord | null): Promise<RecordFacts> {
  const writes = wish.verb === 'create' || wish.verb === 'change';
  const values = writes ? wish.values : wish.verb === 'restore' ? (record ?? {}) : {};
  return {
    taken: writes ? await taken(u, kind, wish.id, values) : null,
    missing: await missing(u, kind, wish.id, values),
    tooLong: kind === 'site' && writes && (await tooLong(u, wish.id, values, record)),
    users: wish.verb === 'retire' ? await users(u, kind, wish.id, record) : null,
    keepsAdmin: await keepsAdmin(u, kind, wish, record),
  };
}

async function taken(u: Unit, kind: RecordKind, id: string, values: Members): Promise<string | null> {
  const column = UNIQUE[kind];
  const value = column === null ? undefined : values[column];
  if (column === null || typeof value !== 'string') return null;
  const [row] = await rowsWhere(u, kind, { [column]: value }, 1);
  return row === undefined || row.id === id ? null : value;
}

async function missing(u: Unit, kind: RecordKind, id: string, values: Members): Promise<RecordFacts['missing']> {
  for (const [key, target] of Object.entries(REFERENCES[kind]) as [string, RecordKind][]) {
    const to = values[key];
    if (typeof to !== 'string') continue;
    const row = await rowById(u, target, to);
    const sound = row !== undefined && row.state === 'active' && !(target === kind && (await circles(u, kind, to, id)));
    if (!sound) return { kind: target, id: to };
  }
  if (kind !== 'member' || !Array.isArray(values.roles)) return null;
  const roles = await u.find(role, { where: { state: 'active' } });
  const unknown = (values.roles as string[]).find((code) => !roles.some((row) => row.code === code));
  return unknown === undefined ? null : { kind: 'role', id: unknown };
}

const tooLong = async (u: Unit, id: string, values: Members, record: AnyRecord | null): Promise<boolean> =>
  (record === null || 'name' in values || 'parentId' in values) &&
  isPathTooLong(u, id, { name: values.name ?? record?.name, parentId: values.parentId ?? parentOf(values, record) });

/** Null is a place, too: the outermost. */
const parentOf = (values: Members, record: AnyRecord | null): Json | undefined =>
  values.parentId === undefined ? record?.parentId : null;

const DEEPEST = 12;

/** Would the record come to stand above itself? So would one that stands too deep to tell. */
async function circles(u: Unit, kind: RecordKind, parent: string, id: string): Promise<boolean> {
  let here: string | null = parent;
  for (let depth = 0; here !== null; depth++) {
    if (here === id || depth >= DEEPEST) return true;
    const row = await rowById(u, kind, here);
    here = typeof row?.parentId === 'string' ? row.parentId : null;
  }
  return false;
}

/** Names of what still points to it, shortened. */
async function users(u: Unit, kind: RecordKind, id: string, record: AnyRecord | null): Promise<string | null> {
  const active = { state: 'active' as const };
  const few = 3;
  const found =
    kind === 'site'
      ? [
          ...(await u.find(site, { where: { ...active, parentId: id as never }, limit: few })),
          ...(await u.find(asset, { where: { ...active, siteId: id as never }, limit: few })),
        ]
      : kind === 'department'
        ? [
            ...(await u.find(department, { where: { ...active, parentId: id as never }, limit: few })),
            ...(await u.find(member, { where: { ...active, departmentId: id as never }, limit: few })),
          ]
        : kind === 'role'
          ? (await u.find(member, { where: active })).filter((row) => row.roles.includes(String(record?.code)))
          : [];
  if (found.length === 0) return null;
  const names = found.slice(0, few).map((row) => row.name);
  return found.length > few ? `${names.join(' · ')} …` : names.join(' · ');
}

/**
 * Simulates the wish: is there still an active member whose roles carry `member.manage`? Everybody is looked through, so that is
 * asked only where the record carried it and would carry it no longer.
 */
async function keepsAdmin(u: Unit, kind: RecordKind, wish: Wish, record: AnyRecord | null): Promise<boolean> {
  if (record === null || wish.verb === 'create' || wish.verb === 'restore') return true;
  const change: Members = wish.verb === 'change' ? wish.values : { state: 'retired' };
  if (kind === 'role') return !dropsGrant(record, change) || (await managesWith(u, wish.id, record.code, null));
  if (kind !== 'member') return true;
  const kept = wish.verb === 'retire' ? [] : ((change.roles ?? record.roles) as readonly string[]);
  const dropped = (record.roles as readonly string[]).filter((code) => !kept.includes(code));
  if (dropped.length === 0) return true;
  const managing = await managingRoles(u);
  if (!dropped.some((code) => managing.includes(code)) || kept.some((code) => managing.includes(code))) return true;
  return managesWith(u, wish.id, null, managing);
}

const MANAGE = 'member.manage';

function dropsGrant(record: AnyRecord, change: Members): boolean {
  if (!(record.grants as readonly string[]).includes(MANAGE)) return false;
  return change.state === 'retired' || (Array.isArray(change.grants) && !change.grants.includes(MANAGE));
}

/** Codes of the active roles that carry the grant. */
const managingRoles = async (u: Unit): Promise<readonly string[]> =>
  (await u.find(role, { where: { state: 'active' } }))
    .filter((row) => row.grants.includes(MANAGE))
    .map((row) => row.code);

/** Does anybody manage members when this record no longer counts: the member, or the role of that code? */
async function managesWith(
  u: Unit,
  id: string,
  without: Json | undefined,
  managing: readonly string[] | null,
): Promise<boolean> {
  const codes = (managing ?? (await managingRoles(u))).filter((code) => code !== without);
  const people = await u.find(member, { where: { state: 'active' }, columns: ['id', 'roles'] });
  return people.some((row) => row.id !== id && row.roles.some((code) => codes.includes(code)));
}
