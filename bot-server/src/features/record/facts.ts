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
  return found.length > few ? `${names.join('、')}…` : names.join('、');
}

/** Simulates the wish: is there still an active member whose roles carry `member.manage`? */
async function keepsAdmin(u: Unit, kind: RecordKind, wish: Wish, record: AnyRecord | null): Promise<boolean> {
  if ((kind !== 'member' && kind !== 'role') || wish.verb === 'create' || wish.verb === 'restore') return true;
  const change: Members = wish.verb === 'change' ? wish.values : { state: 'retired' };
  if (!('roles' in change || 'grants' in change || 'state' in change)) return true;
  const roles = (await u.find(role, { where: { state: 'active' } }))
    .map((row) => (kind === 'role' && row.id === wish.id ? { ...row, ...(change as Partial<typeof row>) } : row))
    .filter((row) => row.state === 'active' && row.grants.includes('member.manage'))
    .map((row) => row.code);
  const people = (await u.find(member, { where: { state: 'active' } })).map((row) =>
    kind === 'member' && row.id === wish.id ? { ...row, ...(change as Partial<typeof row>) } : row,
  );
  const manages = people.some((row) => row.state === 'active' && row.roles.some((code) => roles.includes(code)));
  return manages || record === null;
}
