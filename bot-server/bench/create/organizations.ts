// Who reports, and where? Twenty organizations made by the sample planter, with the tokens of people who may report.
import type { SiteId, TemplateId, TenantId } from '@paidan/shared/kernel/id';
import { systemClock } from '../../src/core/clock';
import { makeExecute } from '../../src/core/execute';
import { makeMarks } from '../../src/core/marks';
import { systemScope } from '../../src/core/scope';
import { hashPassword, LIGHT_COST } from '../../src/features/session/password';
import { issueToken } from '../../src/features/session/sessions';
import { publish } from '../../src/outbox/publish';
import { ORGANIZATIONS } from '../../src/sample/organizations';
import { plantOrganization } from '../../src/sample/plant';
import { site } from '../../src/store/tables/site';
import { template } from '../../src/store/tables/template';
import { tenant } from '../../src/store/tables/tenant';
import type { Store } from '../../src/store/unit';
import { SECRET_KEY } from '../server';

export type Organization = {
  readonly tenantId: TenantId;
  readonly templateId: TemplateId;
  readonly rooms: readonly SiteId[];
  /** Of people who report. */
  readonly tokens: readonly string[];
  readonly dispatcher: string;
  readonly technicians: readonly string[];
};

const REPORTERS = ['resident1', 'resident2', 'resident3', 'front'];
const TECHNICIANS = ['tech1', 'tech2', 'tech3', 'tech4'];

export async function makeOrganizations(store: Store, count: number): Promise<readonly Organization[]> {
  const clock = systemClock;
  const execute = makeExecute({ store, clock, marks: makeMarks(SECRET_KEY), publish, poke: () => undefined });
  const [sample] = ORGANIZATIONS;
  if (sample === undefined) throw new Error('there is no sample organization');
  const passwordHash = () => hashPassword('of nobody', LIGHT_COST);
  const found: Organization[] = [];
  for (let number = 1; number <= count; number++) {
    const code = `bench${number}`;
    await plantOrganization({ store, execute, clock, passwordHash, say: () => undefined }, { ...sample, code });
    found.push(await lookUp(store, code));
  }
  return found;
}

async function lookUp(store: Store, code: string): Promise<Organization> {
  const row = await store.system.read.one(tenant, { code });
  if (row === undefined) throw new Error(`${code} was not planted`);
  const reader = store.read(systemScope(row.id));
  const repair = await reader.one(template, { code: 'repair' });
  const rooms = await reader.find(site, { where: { kind: 'room' }, columns: ['id'] });
  if (repair === undefined || rooms.length === 0) throw new Error(`${code} has nothing to report on`);
  const token = async (login: string) => {
    const issued = await issueToken(
      { store, clock: systemClock, secretKey: SECRET_KEY },
      { org: code, login, label: null },
    );
    if (!issued.ok) throw new Error(`no token for ${login}`);
    return issued.value;
  };
  const tokens = await Promise.all(REPORTERS.map(token));
  const technicians = await Promise.all(TECHNICIANS.map(token));
  const dispatcher = await token('dispatch');
  const { id: tenantId } = row;
  return { tenantId, templateId: repair.id, rooms: rooms.map(({ id }) => id), tokens, technicians, dispatcher };
}
