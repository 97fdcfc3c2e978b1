// Two organizations full of marks, and everybody who may ask: each role, people without an account, strangers, those who have left.
import { PassThrough } from 'node:stream';
import type { EndpointName } from '@paidan/shared/contract/index';
import { SECOND } from '@paidan/shared/kernel/time';
import type { Grant } from '@paidan/shared/kinds';
import { makeLog } from '../../src/core/log';
import { session } from '../../src/store/tables/session';
import type { Store } from '../../src/store/unit';
import { type Foreign, plantForeign } from '../support/foreign';
import { type GoodOnes, makeGood } from '../support/good';
import { PHONES } from '../support/phones';
import { photo } from '../support/pictures';
import { ORG, type Reply, report, startProduct, type TestProduct, TWIN, ticketIn } from '../support/product';
import type { Send } from '../support/server';

/** Stands in everything of one report of ours, which is `resident1`'s and `tech1`'s business. */
export const PRIVATE = 'ZAUNKOENIG-41';

export type Asker = {
  readonly name: string;
  readonly org: typeof ORG | typeof TWIN;
  readonly send: Send;
  /** `out`: nobody is signed in, any more or at all. */
  readonly is: 'member' | 'guest' | 'out';
  readonly grants: readonly Grant[];
  /** Reported or handles the private ticket, or may read all of them. */
  readonly knows: boolean;
};

export type World = {
  readonly product: TestProduct;
  readonly foreign: Foreign;
  readonly good: GoodOnes;
  readonly askers: readonly Asker[];
  readonly own: { readonly ticket: string; readonly photo: string; readonly loose: string };
  readonly ask: (name: EndpointName, input: unknown, send: Send, url?: string) => Promise<Reply>;
  readonly log: () => string;
};

export async function makeWorld(store: Store): Promise<World> {
  const lines = new PassThrough();
  let log = '';
  lines.on('data', (chunk) => {
    log += String(chunk);
  });
  const product = await startProduct(store, { log: makeLog('trace', lines) });
  const foreign = await plantForeign(product);
  const good = await makeGood(product);
  const own = await plantPrivate(product);
  const askers = await askersOf(product);
  return {
    product,
    foreign,
    good,
    own,
    askers,
    ask: (name, input, send) => product.call(name, input as never, send),
    log: () => log,
  };
}

async function plantPrivate(product: TestProduct): Promise<World['own']> {
  const { mine } = product;
  const by = { token: await product.tokenFor('resident1') };
  const picture = async () => (await product.upload(await photo(64, 64), `${PRIVATE}.jpg`, by)).body.file.id as string;
  const [shown, loose] = [await picture(), await picture()];
  const more = { title: `${PRIVATE} 漏水`, description: PRIVATE, photos: [shown as never], phone: PHONES.own };
  const values = report(mine, more);
  const person = { id: mine.member('tech1'), change: { phone: PHONES.person } };
  if ((await product.as('admin')('member.change', person)).status !== 200) throw new Error('no number');
  const made = await product.as('resident1')('ticket.create', { templateId: mine.template('repair'), values });
  const ticketId = ticketIn(made).id;
  ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
  ticketIn(await product.as('tech1')('ticket.accept', { ticketId }));
  ticketIn(await product.as('resident1')('ticket.comment', { ticketId, text: `${PRIVATE} 门锁密码` }));
  await product.settled();
  return { ticket: ticketId, photo: shown, loose };
}

const INSIDE = ['admin', 'dispatch', 'front', 'tech1', 'tech2', 'resident1', 'resident2', 'audit'] as const;

async function askersOf(product: TestProduct): Promise<readonly Asker[]> {
  const member = async (login: string, org: Asker['org']): Promise<Asker> => {
    const send = { token: await product.tokenFor(login, org) };
    const { grants } = (await product.call('session.get', {}, send)).body.member;
    const knows = org === ORG && (grants.includes('ticket.readAll') || ['resident1', 'tech1'].includes(login));
    return { name: `${login}@${org}`, org, send, is: 'member', grants, knows };
  };
  const out = (name: string, send: Send): Asker => ({ name, org: ORG, send, is: 'out', grants: [], knows: false });
  const admin = product.as('admin');
  const leaver = async (login: string) => {
    const made = await admin('member.create', { login, name: login, roles: ['admin', 'dispatcher'] });
    if (made.status !== 200) throw new Error(JSON.stringify(made.body));
    return { id: made.body.record.id as never, token: await product.tokenFor(login) };
  };
  const [retired, revoked] = [await leaver('leaver'), await leaver('revoked')];
  await admin('member.retire', { id: retired.id });
  const change = { revokedAt: product.clock.now() };
  await product.store.system.unit((u) =>
    u.change(session, { tenantId: product.mine.tenantId, memberId: revoked.id }, change),
  );
  const guests = await guestsOf(product);
  return [
    ...(await Promise.all(INSIDE.map((login) => member(login, ORG)))),
    ...guests,
    await member('admin', TWIN),
    await member('dispatch', TWIN),
    await member('foreigner', TWIN),
    out('nobody', {}),
    out('a made-up token', { token: 'pdb_'.padEnd(47, 'A') }),
    out('a made-up cookie', { cookie: 'paidan_session=pds_'.padEnd(62, 'A') }),
    // A token is no cookie, whoever it is.
    out('a token as a cookie', { cookie: `paidan_session=${await product.tokenFor('admin')}` }),
    out('one who has left', { token: retired.token }),
    out('a token that was revoked', { token: revoked.token }),
  ];
}

async function guestsOf(product: TestProduct): Promise<readonly Asker[]> {
  const label = { kind: 's', org: ORG, code: 'CH-G' } as const;
  const begun = await product.call('guest.begin', { label, device: 'i'.repeat(22) });
  const page = await product.call('guest.page', { label });
  product.clock.forward(30 * SECOND);
  const values = { title: '花园的路灯不亮了', priority: 'normal', phone: PHONES.guest };
  const input = { label, templateId: product.mine.template('public'), values, stamp: page.body.stamp as string };
  const token = begun.body.token as string;
  const sent = await product.call('guest.report', input as never, { token });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
  const followed = await product.call('guest.follow', { link: sent.body.link });
  const one = (name: string, by: string): Asker => ({
    ...{ name, org: ORG, send: { token: by }, is: 'guest', grants: [], knows: false },
  });
  return [one('a guest', token), one('one with a link', followed.body.token)];
}
