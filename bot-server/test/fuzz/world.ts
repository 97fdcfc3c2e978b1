// A server full of things to ask about, who asks, and the ids that a fuzzer may know.

import { endpointNamed } from '@paidan/shared/contract/index';
import { MINUTE } from '@paidan/shared/kernel/time';
import { writeCursor } from '../../src/core/cursor';
import type { Random } from '../../src/sample/random';
import type { Store } from '../../src/store/unit';
import { CANARY, plantForeign } from '../support/foreign';
import { ORG, report, reported, startProduct, type TestProduct, ticketIn } from '../support/product';
import type { Pools } from './generate';
import type { Operation } from './schema';

export type World = {
  readonly product: TestProduct;
  /** The guest's own token: they have no account. */
  readonly guest: string;
  readonly pools: Pools;
  readonly canaries: readonly string[];
};

/** Who asks; null: nobody. */
export const ASKERS = ['admin', 'dispatch', 'front', 'tech1', 'tech2', 'resident1', 'audit', 'guest', null] as const;
export type Asker = (typeof ASKERS)[number];

/** Half of all questions come from somebody who may ask them: what is refused at the door tells nothing of what is behind it. */
export function askerFor({ name, open }: Operation, random: Random): Asker {
  const { grant, guest } = endpointNamed(name) ?? {};
  if (open) return random.chance(0.7) ? null : random.pick(ASKERS);
  if (random.chance(0.4)) return random.pick(ASKERS);
  if (guest === 'only') return 'guest';
  if (name.startsWith('ticket.')) return random.pick(['dispatch', 'tech1', 'resident1', 'guest']);
  return grant === undefined ? random.pick(['admin', 'dispatch', 'tech1']) : 'admin';
}

export async function makeWorld(store: Store): Promise<World> {
  const product = await startProduct(store);
  const foreign = await plantForeign(product);
  const { mine } = product;
  const tech = product.as('tech1');
  const tickets: string[] = [];
  for (let n = 0; n < 6; n++) {
    const { id: ticketId } = await reported(product);
    tickets.push(ticketId);
    if (n < 2) continue;
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    if (n < 3) continue;
    ticketIn(await tech('ticket.arrive', { ticketId, position: mine.inside }));
    if (n < 5) continue;
    ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
  }
  const account = await product.as('admin')('account.create', {
    kind: 'wechat',
    name: '小程序',
    values: { appId: 'wx0001' },
    secrets: { appSecret: 'a-secret-of-ours' },
  });
  const label = { kind: 's', org: ORG, code: 'CH-G' } as const;
  const begun = await product.call('guest.begin', { label, device: 'f'.repeat(22) });
  const guest = begun.body.token as string;
  const page = await product.call('guest.page', { label });
  product.clock.forward(MINUTE);
  const publicTemplate = mine.template('public');
  const sent = await product.call(
    'guest.report',
    { label, templateId: publicTemplate, values: { title: '路灯不亮', priority: 'normal' }, stamp: page.body.stamp },
    { token: guest },
  );
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  tickets.push((sent.body.report ?? sent.body.held).id);
  const pictures = [await product.picture('resident1'), await product.picture('tech1')];
  await product.settled();
  // Nobody who asks: what is done to these must not end the asking.
  const members = ['tech3', 'tech4', 'resident2', 'resident3'].map((login) => mine.member(login));
  const templates = ['repair', 'public', 'complaint'].map((code) => mine.template(code));
  const sites = [mine.room, mine.site('CH-G')];
  const assets = [mine.asset('CH-POWER'), mine.asset('CH-PUMP-1')];
  const ids = {
    ticketId: tickets,
    templateId: templates,
    memberId: members,
    assigneeId: members,
    from: members,
    to: members,
    siteId: sites,
    site: sites,
    parentId: sites,
    assetId: assets,
    asset: assets,
    accountId: [account.body.account.id as string],
    photo: pictures,
    pictureId: pictures,
    signature: pictures,
    ref: [...sites, ...assets],
    // What an operation's own `id` is, goes by its noun.
    member: members,
    template: templates,
    account: [account.body.account.id as string],
    department: await idsOf(product, 'department'),
    role: await idsOf(product, 'role'),
    // Another organization's as well: nothing may come of them.
    any: [...tickets, ...members, ...templates, ...sites, ...assets, ...pictures, ...Object.values(foreign.ids)],
  };
  const cursors = [writeCursor([Date.now(), tickets[0] as string]), ...Object.values(foreign.cursors)].filter(
    (one) => typeof one === 'string',
  );
  return {
    product,
    guest,
    canaries: [CANARY, foreign.roleCode],
    pools: {
      ids,
      cursors,
      values: [
        ...Object.entries(report(mine, { description: '水槽', asset: mine.asset('CH-PUMP-1') })),
        ['photos', pictures],
        ['location', { lat: 31.2, lng: 121.4, accuracy: 10, address: '一单元' }],
        ['rating', { stars: 5, tags: ['好'], words: '很好' }],
        ['afterPhotos', pictures],
        ['fault', '坏了'],
      ] as Pools['values'],
    },
  };
}

async function idsOf(product: TestProduct, noun: 'department' | 'role'): Promise<readonly string[]> {
  const made = await product.as('admin')(
    `${noun}.create`,
    (noun === 'role' ? { code: 'fuzzed', name: { zh: '甲', en: 'A' }, grants: [] } : { name: '甲' }) as never,
  );
  return [made.body.record.id as string];
}
