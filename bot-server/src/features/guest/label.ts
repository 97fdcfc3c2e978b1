// The place behind a label, and the organization that put it up.
import type { AssetId, SiteId, TenantId } from '@paidan/shared/kernel/id';
import type { LabelRef } from '@paidan/shared/model/guest';
import { tenantOf } from '../../core/scope';
import { asset } from '../../store/tables/asset';
import { site } from '../../store/tables/site';
import { tenant } from '../../store/tables/tenant';
import type { Reader, Store } from '../../store/unit';

export type Label = {
  readonly tenantId: TenantId;
  readonly org: { readonly code: string; readonly name: string };
  readonly kind: 's' | 'a';
  readonly code: string;
  readonly state: 'active' | 'retired';
  readonly siteId: SiteId | null;
  readonly assetId: AssetId | null;
  readonly name: string;
  /** The full name of where it is. */
  readonly path: string | null;
};

/** Null: there is no such organization, or nothing of it has that label. */
export async function findLabel(store: Store, ref: LabelRef): Promise<Label | null> {
  const owner = 'org' in ref ? await ownerByCode(store, ref.org) : await ownerById(store, ref);
  if (owner === undefined) return null;
  const tenantId = tenantOf(owner.id);
  const reader = store.read({ tenantId });
  const base = { tenantId, org: { code: owner.code, name: owner.name }, kind: ref.kind };
  const where = 'org' in ref ? { code: ref.code } : null;
  if (ref.kind === 's') {
    const row = await reader.one(site, where ?? { id: idOf<SiteId>(ref) });
    if (row === undefined) return null;
    return { ...base, code: row.code, state: row.state, siteId: row.id, assetId: null, name: row.name, path: row.path };
  }
  const row = await reader.one(asset, where ?? { id: idOf<AssetId>(ref) });
  if (row === undefined) return null;
  const path = await pathOf(reader, row.siteId);
  const { code, state, siteId, name } = row;
  return { ...base, code, state, siteId, assetId: row.id, name, path };
}

const idOf = <Id extends string>(ref: LabelRef): Id => ('id' in ref ? ref.id : '') as string as Id;

const ownerByCode = (store: Store, code: string) => store.system.read.one(tenant, { code });

/** A record's id says nothing of its organization, and cannot be guessed. */
async function ownerById({ system }: Store, ref: LabelRef) {
  const found =
    ref.kind === 's'
      ? await system.read.find(site, { where: { id: idOf<SiteId>(ref) }, limit: 1 })
      : await system.read.find(asset, { where: { id: idOf<AssetId>(ref) }, limit: 1 });
  const [row] = found;
  return row === undefined ? undefined : system.read.one(tenant, { id: row.tenantId });
}

async function pathOf(reader: Reader, id: SiteId | null): Promise<string | null> {
  return id === null ? null : ((await reader.one(site, { id }))?.path ?? null);
}
