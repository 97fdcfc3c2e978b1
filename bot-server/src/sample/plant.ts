// Plants a sample organization: the tenant row, then every record through the write path, so that each has its audit.
import type { SiteId, TemplateId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { RecordKind } from '@paidan/shared/model/records';
import { GENESIS } from '../core/chain';
import type { Clock } from '../core/clock';
import type { Execute } from '../core/execute';
import { newId } from '../core/ids';
import { type Scope, systemScope, tenantOf } from '../core/scope';
import { recordAggregate } from '../features/record/aggregate';
import { templateAggregate } from '../features/template/handlers';
import { feedHead } from '../store/tables/feedHead';
import { tenant } from '../store/tables/tenant';
import type { Store, Unit } from '../store/unit';
import { type GuestsToPlant, plantGuests } from './guests';
import { assetsOf, DEPARTMENTS, ORGANIZATIONS, ROLES, type SampleOrganization, sitesOf } from './organizations';
import { COMPLAINT, PUBLIC_AREA, REPAIR } from './templates';
import { inTurn } from './turn';

export type PlantDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly passwordHash: () => Promise<string>;
  readonly say: (line: string) => void;
};

const CHINA_MINUTES = 480;
const TEMPLATES = { repair: REPAIR, public: PUBLIC_AREA, complaint: COMPLAINT };

/** Those of the sample organizations that are not there yet; of several processes that start at once, one plants. */
export async function plantSamples(deps: PlantDeps): Promise<void> {
  const { store, say } = deps;
  for (const organization of ORGANIZATIONS) {
    const { code, name } = organization;
    const isThere = async () => (await store.system.read.one(tenant, { code })) !== undefined;
    await inTurn(store, `plant ${code}`, isThere, async () => {
      say(name);
      await plantOrganization(deps, organization);
    });
  }
}

/** One unit for all of the records, the organization itself last: a kill in between leaves none that is half there. */
export async function plantOrganization(deps: PlantDeps, organization: SampleOrganization): Promise<void> {
  const { store, clock } = deps;
  const id = tenantOf(newId(clock.now()));
  const scope: Scope = { ...systemScope(id), channel: 'cli' };
  const passwordHash = await deps.passwordHash();
  await store.unit(scope, async (u) => {
    await u.insert(feedHead, [{ no: 0, hash: GENESIS }]);
    const planted = await plantRecords(u, deps, scope, organization, passwordHash);
    await plantGuests(u, scope, { ...deps, ...planted });
  });
  const { code, name } = organization;
  const row = { id, code, name, locale: 'zh-CN', offsetMinutes: CHINA_MINUTES, createdAt: clock.now() } as const;
  await store.system.unit((u) => u.insert(tenant, [row]));
}

async function plantRecords(
  within: Unit,
  { execute, clock }: PlantDeps,
  scope: Scope,
  organization: SampleOrganization,
  passwordHash: string,
): Promise<Pick<GuestsToPlant, 'templateIds' | 'siteId' | 'contact'>> {
  const create = async (kind: RecordKind, values: { readonly [key: string]: Json }, password?: string) => {
    const id = newId(clock.now());
    const command = { verb: 'create', id, values, ...(password !== undefined && { passwordHash: password }) } as const;
    const done = await execute(recordAggregate(kind), { scope, within, key: null, id, fresh: true, command });
    if (!done.ok) throw new Error(`sample ${kind}: ${JSON.stringify(done.refusal)}`);
    return id;
  };

  for (const { code, zh, en, grants } of ROLES) await create('role', { code, name: { zh, en }, grants });
  const departments = new Map<string, string>();
  for (const name of DEPARTMENTS) departments.set(name, await create('department', { name, parentId: null }));
  for (const { login, name, phone, department, roles } of organization.members) {
    const departmentId = departments.get(department) ?? null;
    await create('member', { login, name, phone, departmentId, roles }, passwordHash);
  }
  const sites = new Map<string, SiteId>();
  for (const { code, parent, kind, name, point } of sitesOf(organization)) {
    const parentId = parent === null ? null : (sites.get(parent) ?? null);
    const where = { lat: point?.lat ?? null, lng: point?.lng ?? null, radius: point?.radius ?? null };
    sites.set(code, (await create('site', { code, kind, name, parentId, ...where })) as SiteId);
  }
  for (const { site, ...values } of assetsOf(organization)) {
    await create('asset', { ...values, serial: null, siteId: sites.get(site) ?? null });
  }
  const templates = new Map<string, TemplateId>();
  for (const [code, body] of Object.entries(TEMPLATES)) {
    const id = newId(clock.now());
    const command = { type: 'template.create', code, body } as const;
    const done = await execute(templateAggregate, { scope, within, key: null, id, fresh: true, command });
    if (!done.ok) throw new Error(`sample template: ${JSON.stringify(done.refusal)}`);
    templates.set(code, done.value.id as TemplateId);
  }
  const siteId = sites.get(`${organization.campus.code}-G`);
  if (siteId === undefined) throw new Error('a sample without a garden');
  const front = organization.members.find(({ login }) => login === 'front');
  // The shortest first: what is in everybody's way is reported most.
  const templateIds = ['public', 'repair'].flatMap((code) => templates.get(code) ?? []);
  return { templateIds, siteId, contact: front?.phone ?? '' };
}
