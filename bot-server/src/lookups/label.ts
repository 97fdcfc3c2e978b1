// Does the code of a label still stand for a site or an asset of its organization?
import { LIMITS } from '@paidan/shared/limits';
import type { FindContact, FindLabel } from '../core/labels';
import { systemScope, tenantOf } from '../core/scope';
import { asset } from '../store/tables/asset';
import { site } from '../store/tables/site';
import { tenant } from '../store/tables/tenant';
import { type Store, storeFor } from '../store/unit';
import { guestRulesOf } from './guestRules';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const isCode = (text: string): boolean => text.length <= LIMITS.code && CODE.test(text);

export const makeFindLabel =
  (whole: Store): FindLabel =>
  async (org, kind, code, patience) => {
    const store = storeFor(whole, patience);
    if (!isCode(org) || !isCode(code)) return null;
    const found = await store.system.read.one(tenant, { code: org });
    if (found === undefined) return null;
    const reader = store.read(systemScope(tenantOf(found.id)));
    const row = kind === 's' ? await reader.one(site, { code }) : await reader.one(asset, { code });
    return row?.state ?? null;
  };

export const makeFindContact =
  (whole: Store): FindContact =>
  async (org, patience) => {
    const store = storeFor(whole, patience);
    const found = isCode(org) ? await store.system.read.one(tenant, { code: org }) : undefined;
    return found === undefined ? null : (await guestRulesOf(store.read(systemScope(tenantOf(found.id))))).contact;
  };
