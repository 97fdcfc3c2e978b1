// Does the code of a label still stand for a site or an asset of its organization?
import { LIMITS } from '@paidan/shared/limits';
import type { FindLabel } from '../core/labels';
import { systemScope, tenantOf } from '../core/scope';
import { asset } from '../store/tables/asset';
import { site } from '../store/tables/site';
import { tenant } from '../store/tables/tenant';
import type { Store } from '../store/unit';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const isCode = (text: string): boolean => text.length <= LIMITS.code && CODE.test(text);

export const makeFindLabel =
  (store: Store): FindLabel =>
  async (org, kind, code) => {
    if (!isCode(org) || !isCode(code)) return null;
    const found = await store.system.read.one(tenant, { code: org });
    if (found === undefined) return null;
    const reader = store.read(systemScope(tenantOf(found.id)));
    const row = kind === 's' ? await reader.one(site, { code }) : await reader.one(asset, { code });
    return row?.state ?? null;
  };
