// The product as its callers see it: a server over HTTP, people who ask it for things, and what is in its database afterwards.
import type { EndpointName, InputOf } from '@paidan/shared/contract/index';
import type { AssetId, FileId, MemberId, SiteId, TemplateId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { FormValues } from '@paidan/shared/model/field';
import { makeLog } from '../../src/core/log';
import { systemScope, tenantOf } from '../../src/core/scope';
import { signOutMember } from '../../src/features/session/sessions';
import { ticketAggregate } from '../../src/features/ticket/aggregate';
import { makeSealer } from '../../src/jobs/sealer';
import { makeIndexing } from '../../src/jobs/search';
import { fireTimers, type Lapse } from '../../src/jobs/timers';
import { makeTemplates } from '../../src/lookups/templates';
import { makeDispatcher, type TopicHandlers } from '../../src/outbox/dispatcher';
import { asset } from '../../src/store/tables/asset';
import { member } from '../../src/store/tables/member';
import { outbox } from '../../src/store/tables/outbox';
import { site } from '../../src/store/tables/site';
import { template } from '../../src/store/tables/template';
import { tenant } from '../../src/store/tables/tenant';
import type { Reader, Store } from '../../src/store/unit';
import { makeVault } from '../../src/store/vault';
import { verifyTenant } from '../../src/verify/verify';
import { photo } from './pictures';
import { projectionFindings } from './projections';
import { ORG, type Reply, type ServerOptions, startServer, TEST_KEY, type TestServer, TWIN } from './server';

export { ORG, type Reply, TWIN } from './server';

export type Asked = { readonly key?: string; readonly channel?: 'console' | 'miniapp'; readonly locale?: 'zh' | 'en' };
/** One person's way to ask. */
export type Caller = <Name extends EndpointName>(name: Name, input: InputOf<Name>, asked?: Asked) => Promise<Reply>;

/** One organization's ids by the names that people use. */
export type Organization = {
  readonly tenantId: TenantId;
  readonly reader: Reader;
  readonly member: (login: string) => MemberId;
  readonly site: (code: string) => SiteId;
  readonly asset: (code: string) => AssetId;
  readonly template: (code: string) => TemplateId;
  /** A room, inside its building's fence, and a point in it. */
  readonly room: SiteId;
  readonly inside: { readonly lat: number; readonly lng: number };
};

export type TestProduct = TestServer & {
  readonly store: Store;
  readonly mine: Organization;
  readonly twin: Organization;
  readonly as: (login: string, org?: string) => Caller;
  /** One that nobody else uses, for what ends it. */
  readonly ownToken: (login: string) => Promise<string>;
  /** Uploads a photograph as this person. */
  readonly picture: (login: string, org?: string) => Promise<FileId>;
  /** Fires the timers that are due; how many were. */
  readonly ring: (through?: Store) => Promise<number>;
  /** Everything that was written is numbered, and the outbox is empty. */
  readonly settled: () => Promise<void>;
  /** What `verify` finds wrong, and which derived rows do not agree with their tickets, in both organizations. */
  readonly findings: () => Promise<readonly unknown[]>;
};

export async function startProduct(store: Store, options: ServerOptions = {}): Promise<TestProduct> {
  const server = await startServer(store, options);
  // Setting a password ends the sessions so far, those of the same millisecond included.
  await settle(store);
  server.clock.forward(1);
  const organizations = { [ORG]: await organizationOf(store, ORG), [TWIN]: await organizationOf(store, TWIN) };
  const tokens = new Map<string, Promise<string>>();
  const tokenFor = (login: string, org: string = ORG) => {
    const key = `${org} ${login}`;
    const known = tokens.get(key) ?? server.tokenFor(login, org);
    tokens.set(key, known);
    return known;
  };
  const [mine, twin] = [organizations[ORG], organizations[TWIN]] as [Organization, Organization];
  return {
    ...server,
    store,
    mine,
    twin,
    tokenFor,
    ownToken: (login) => server.tokenFor(login),
    as:
      (login, org = ORG) =>
      async (name, input, { key, channel, locale = 'en' } = {}) =>
        server.call(name, input, {
          token: await tokenFor(login, org),
          headers: {
            'Accept-Language': locale,
            ...(key !== undefined && { 'Idempotency-Key': key }),
            ...(channel !== undefined && { 'X-Paidan-Channel': channel }),
          },
        }),
    picture: async (login, org = ORG) => {
      const reply = await server.upload(await photo(320, 240), '现场.jpg', { token: await tokenFor(login, org) });
      if (reply.status !== 200) throw new Error(`upload: ${JSON.stringify(reply.body)}`);
      return reply.body.file.id as FileId;
    },
    ring: (through = store) => fireTimers(through, server.clock, lapseBy(server.product), makeLog('silent')),
    settled: () => settle(store, options.work),
    findings: async () => {
      await settle(store, options.work);
      const keyed = { ...store, vault: makeVault(TEST_KEY) };
      const found: unknown[] = [];
      for (const { tenantId, reader } of [mine, twin]) {
        found.push(...(await verifyTenant(keyed, tenantId)).findings, ...(await projectionFindings(reader)));
      }
      return found;
    },
  };
}

/** What the product's own timer job says of a ticket. */
export const lapseBy =
  ({ execute }: TestServer['product']): Lapse =>
  async (tenantId, ticketId, purpose) => {
    const command = { type: 'ticket.lapse', ticketId, purpose } as const;
    const order = { scope: systemScope(tenantId), key: null, id: ticketId, command };
    const done = await execute(ticketAggregate(makeTemplates(), null), order);
    return done.ok && done.value.toSeq >= done.value.fromSeq;
  };

/**
 * Does what the workers would do, which these tests leave asleep: numbers what is left and empties the outbox. `beside`: they are awake,
 * and what they have in their hands is waited for.
 */
export async function settle(store: Store, beside = false): Promise<void> {
  const sealer = makeSealer(store);
  for (const tenantId of await sealer.behind()) await sealer.seal(tenantId);
  const templates = makeTemplates();
  const topics: TopicHandlers = {
    search: makeIndexing(store, templates),
    signOut: async (row) => void (await signOutMember(store, row.tenantId, row.streamId, row.createdAt)),
    // No connections: nobody to tell.
    notify: async () => {},
    card: async () => {},
    screen: async () => {},
  };
  const dispatcher = makeDispatcher(store, topics, makeLog('silent'));
  const inHands = async () => {
    const where = { state: 'pending', leaseUntil: { gt: await store.now() } } as const;
    return (await store.system.read.count(outbox, where, 1)) > 0;
  };
  for (;;) {
    while ((await dispatcher.drain()) > 0);
    if (!beside || !(await inHands())) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function organizationOf(store: Store, code: string): Promise<Organization> {
  const found = await store.system.read.one(tenant, { code });
  if (found === undefined) throw new Error(`no organization ${code}`);
  const tenantId = tenantOf(found.id);
  const reader = store.read({ tenantId });
  const members = new Map((await reader.find(member, { where: {} })).map((row) => [row.login, row.id]));
  const rows = await reader.find(site, { where: {} });
  const sites = new Map(rows.map((row) => [row.code, row.id]));
  const assets = new Map((await reader.find(asset, { where: {} })).map((row) => [row.code, row.id]));
  const templates = new Map((await reader.find(template, { where: {} })).map((row) => [row.code, row.id]));
  const building = rows.find((row) => row.kind === 'building');
  const room = rows.find((row) => row.kind === 'room' && row.code.startsWith(building?.code ?? '?'));
  if (building === undefined || room === undefined) throw new Error(`${code} has no rooms`);
  return {
    tenantId,
    reader,
    member: (login) => known(members, login),
    site: (name) => known(sites, name),
    asset: (name) => known(assets, name),
    template: (name) => known(templates, name),
    room: room.id,
    inside: { lat: building.lat ?? 0, lng: building.lng ?? 0 },
  };
}

function known<Id>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} is not there`);
  return id;
}

/** What a resident fills in. */
export const report = (at: Pick<Organization, 'room'>, more: FormValues = {}): FormValues => ({
  title: '厨房水管漏水',
  category: 'water',
  priority: 'normal',
  site: at.room,
  phone: '13800138009',
  ...more,
});

/** A new ticket of `resident1`; what the answer said of it. */
export async function reported(product: TestProduct, more: FormValues = {}): Promise<{ id: TicketId; no: number }> {
  const { mine } = product;
  const reply = await product.as('resident1')('ticket.create', {
    templateId: mine.template('repair'),
    values: report(mine, more),
  });
  return ticketIn(reply);
}

/** The ticket of an answer that must be a good one. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
export function ticketIn(reply: Reply): any {
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.ticket;
}

/** `200`, or the status and code of the refusal. */
export const outcome = ({ status, body }: Reply): string | number =>
  status === 200 ? 200 : `${status} ${body.error?.code}`;
