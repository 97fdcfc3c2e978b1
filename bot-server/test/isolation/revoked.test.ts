// What is taken away holds at once, on every server of the product: two of them on one database, each with what it has remembered.
// Five seconds are promised; a found session is believed for one.
import { SECOND } from '@paidan/shared/kernel/time';
import { fixedClock } from '../../src/core/clock';
import { held } from '../../src/store/tables/held';
import { session } from '../../src/store/tables/session';
import { track } from '../../src/store/tables/track';
import { eachDatabase } from '../support/databases';
import { ORG, outcome, type Reply, reported, startProduct, type TestProduct, ticketIn } from '../support/product';
import { startServer, type TestServer } from '../support/server';

/** Milliseconds that are promised. */
const PROMISED = 5 * SECOND;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

eachDatabase((_, open) => {
  let product: TestProduct;
  let servers: readonly TestServer[];
  let ticketId: never;
  beforeAll(async () => {
    const clock = fixedClock(Date.now());
    product = await startProduct(await open(), { clock });
    servers = [product, await startServer(await open(), { clock })];
    ticketId = (await reported(product)).id as never;
  });
  afterAll(async () => {
    await servers?.[1]?.stop();
    await product?.stop();
  });

  /** A person with that role, signed in. */
  let people = 0;
  async function person(roles: readonly string[]): Promise<{ readonly id: never; readonly token: string }> {
    const login = `revoked${++people}`;
    const made = await product.as('admin')('member.create', { login, name: login, roles: [...roles] });
    if (made.status !== 200) throw new Error(JSON.stringify(made.body));
    product.clock.forward(SECOND);
    return { id: made.body.record.id as never, token: await product.tokenFor(login) };
  }

  type Ask = (server: TestServer) => Promise<Reply>;
  /** Both have seen that it is allowed, and remember it; what is done then must be known to both. */
  async function holds(ask: Ask, revoke: () => Promise<unknown>, expected: string): Promise<void> {
    for (const server of servers) expect(outcome(await ask(server))).toBe(200);
    await revoke();
    const until = performance.now() + PROMISED;
    const said: (string | number)[] = [];
    do {
      said.splice(0, said.length, ...(await Promise.all(servers.map(async (server) => outcome(await ask(server))))));
      if (said.every((one) => one === expected)) return;
      await pause(100);
    } while (performance.now() < until);
    expect(said).toEqual(servers.map(() => expected));
  }

  const list =
    (token: string): Ask =>
    (server) =>
      server.call('ticket.list', { limit: 1 }, { token });

  test('signed out on the one, signed out on the other', async () => {
    const { token } = await person(['dispatcher']);
    await holds(list(token), () => product.call('session.end', {}, { token }), '401 signed_out');
  });

  test('a token that was revoked', async () => {
    const { id, token } = await person(['dispatcher']);
    const { tenantId } = product.mine;
    const revokedAt = product.clock.now();
    const revoke = () => product.store.system.unit((u) => u.change(session, { tenantId, memberId: id }, { revokedAt }));
    await holds(list(token), revoke, '401 signed_out');
  });

  test('a member who was retired', async () => {
    const { id, token } = await person(['dispatcher']);
    await holds(list(token), () => product.as('admin')('member.retire', { id }), '401 signed_out');
  });

  test('a password that was changed: whoever signed in by the old one is out', async () => {
    const { id, token } = await person(['dispatcher']);
    const revoke = async () => {
      await product.as('admin')('member.change', { id, change: { password: 'another-password' } });
      await product.settled();
    };
    await holds(list(token), revoke, '401 signed_out');
  });

  test('a role that was taken from somebody, and one that lost what it could', async () => {
    const { id, token } = await person(['dispatcher']);
    const assign: Ask = (server) => server.call('held.list', {}, { token });
    await holds(
      assign,
      () => product.as('admin')('member.change', { id, change: { roles: ['resident'] } }),
      '403 forbidden',
    );
    const admin = product.as('admin');
    const role = await admin('role.create', {
      code: 'night',
      name: { zh: '夜', en: 'Night' },
      grants: ['ticket.readAll'],
    });
    const second = await person(['night']);
    const read: Ask = (server) => server.call('ticket.get', { ticketId }, { token: second.token });
    const emptied = () => admin('role.change', { id: role.body.record.id, change: { grants: [] } });
    await holds(read, emptied, '404 not_found');
  });

  test('a guest who was blocked writes nothing more, and a link that was taken away opens nothing more', async () => {
    const label = { kind: 's', org: ORG, code: 'CH-G' } as const;
    const token = (await product.call('guest.begin', { label, device: 'r'.repeat(22) })).body.token as string;
    const report = async (title: string) => {
      const page = await product.call('guest.page', { label });
      product.clock.forward(30 * SECOND);
      const values = { title, priority: 'normal' };
      const input = { label, templateId: product.mine.template('public'), values, stamp: page.body.stamp };
      return (await product.call('guest.report', input as never, { token })).body;
    };
    const sent = await report('喷泉漏水了');
    const id = sent.report.id as never;
    const spam = await report('www.example.com 喷泉');
    const follow = await product.call('guest.follow', { link: sent.link });
    const by = { token: follow.body.token as string };
    await holds(
      (server) => server.call('ticket.comment', { ticketId: id, text: '在吗' }, { token }),
      async () => {
        const [row] = await product.mine.reader.find(held, { where: { ticketId: spam.held.id } });
        await product.as('dispatch')('held.spam', { ids: [row?.id as never], block: true });
      },
      '403 guest_blocked',
    );
    await holds(
      (server) => server.call('ticket.get', { ticketId: id }, by),
      () => product.store.unit(product.mine, (u) => u.remove(track, { ticketId: id })),
      '401 signed_out',
    );
  });

  test.each([
    ['retired', 'spoken to'],
    ['role', 'spoken to'],
    ['retired', 'silent'],
  ] as const)('an open event stream, on both: %s, %s, and nothing more is heard', async (how, as) => {
    const { id, token } = await person(['dispatcher']);
    const heard = servers.map(() => ({ text: '', ended: false }));
    const stop = new AbortController();
    for (const [at, server] of servers.entries()) {
      const reply = await fetch(`${server.url}/api/feed.stream`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: stop.signal,
      });
      expect(reply.status).toBe(200);
      const mine = heard[at] as { text: string; ended: boolean };
      void (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of reply.body ?? []) mine.text += decoder.decode(chunk as Uint8Array, { stream: true });
        mine.ended = true;
      })().catch(() => {});
    }
    const say = async (text: string) => {
      ticketIn(await product.as('resident1')('ticket.comment', { ticketId, text }));
      await product.settled();
    };
    await say('听得到');
    while (!heard.every(({ text }) => text.includes(ticketId))) await pause(50);
    const before = heard.map(({ text }) => text.split('ticket.commented').length);
    const admin = product.as('admin');
    const change = { roles: ['resident'] };
    const revoked =
      how === 'retired' ? await admin('member.retire', { id }) : await admin('member.change', { id, change });
    expect(outcome(revoked)).toBe(200);
    const until = performance.now() + PROMISED;
    // Longer than a found session is believed; what is written now is for others. Where nothing is, the server ends it by itself.
    await pause(1.2 * SECOND);
    if (as === 'spoken to') await say('听不到');
    while (!heard.every(({ ended }) => ended) && performance.now() < until) await pause(50);
    stop.abort();
    expect(heard.map(({ text, ended }) => [text.split('ticket.commented').length, ended])).toEqual(
      before.map((count) => [count, true]),
    );
  });
});
