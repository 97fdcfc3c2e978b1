// Signing in and out, what a credential opens, and when it stops to.
import crypto from 'node:crypto';
import { DAY, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { ORG, SAMPLE_PASSWORD, startServer, type TestServer, TWIN } from '../../test/support/server';
import { PASSWORD_COST } from '../features/session/password';
import { session } from '../store/tables/session';
import type { Store } from '../store/unit';

/** A found session is believed for a second. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 1100));

eachDatabase((_, open) => {
  let store: Store;
  let server: TestServer;
  beforeAll(async () => {
    store = await open();
    server = await startServer(store);
  });
  afterAll(() => server.stop());

  const signIn = (login: string, password = SAMPLE_PASSWORD, more: object = {}) =>
    server.call('session.create', { org: ORG, login, password, ...more });
  const code = async (reply: Promise<{ status: number; body: { error?: { code: string } } }>) => {
    const { status, body } = await reply;
    return body?.error?.code ?? status;
  };

  test('a browser gets a cookie that scripts cannot read, and no token', async () => {
    const { status, headers, body } = await signIn('Admin');
    const cookie = headers.get('set-cookie') ?? '';
    expect([status, body.token, body.member.login, body.tenant.code]).toEqual([200, undefined, 'admin', ORG]);
    expect(cookie).toMatch(/^paidan_session=pds_[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
    const me = await server.call('session.get', {}, { cookie: cookie.split(';')[0] ?? '' });
    expect(me.body).toEqual(body);
  });

  test('an app gets a token and no cookie', async () => {
    const { headers, body } = await signIn('tech1', SAMPLE_PASSWORD, { bearer: true });
    expect(headers.get('set-cookie')).toBeNull();
    expect(body.token).toMatch(/^pdb_/);
    expect((await server.call('session.get', {}, { token: body.token })).body.member.login).toBe('tech1');
  });

  test('credentials work only the way they were given', async () => {
    const cookie = await server.cookieFor('admin');
    const token = await server.tokenFor('admin');
    expect(await code(server.call('session.get', {}, { token: cookie.split('=')[1] ?? '' }))).toBe('signed_out');
    expect(await code(server.call('session.get', {}, { cookie: `paidan_session=${token}` }))).toBe('signed_out');
  });

  test('only a hash is stored', async () => {
    const token = await server.tokenFor('admin');
    const rows = await store.system.read.find(session, { where: {} });
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
  });

  test.each([
    ['nothing', {}],
    ['an unknown token', { token: 'pdt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['no token of ours', { token: 'eyJhbGciOiJub25lIn0' }],
    ['another scheme', { headers: { Authorization: 'Basic YWRtaW46cGFpZGFuMTIz' } }],
  ])('%s opens nothing', async (_name, send) => {
    expect(await code(server.call('ticket.list', {}, send))).toBe('signed_out');
  });

  test('a bad Authorization is not made good by a cookie', async () => {
    const cookie = await server.cookieFor('admin');
    expect(await code(server.call('session.get', {}, { cookie, headers: { Authorization: 'Bearer x' } }))).toBe(
      'signed_out',
    );
  });

  test('signing out ends the session at once and takes the cookie away', async () => {
    const cookie = await server.cookieFor('tech1');
    expect(await code(server.call('session.get', {}, { cookie }))).toBe(200);
    const out = await server.call('session.end', {}, { cookie });
    expect(out.headers.get('set-cookie')).toMatch(/^paidan_session=; Path=\/; Max-Age=0/);
    expect(await code(server.call('session.get', {}, { cookie }))).toBe('signed_out');
  });

  test('a session ends by itself', async () => {
    const cookie = await server.cookieFor('tech2');
    server.clock.forward(30 * DAY - MINUTE);
    await settle();
    expect(await code(server.call('session.get', {}, { cookie }))).toBe(200);
    server.clock.forward(2 * MINUTE);
    await settle();
    expect(await code(server.call('session.get', {}, { cookie }))).toBe('signed_out');
  });

  test('whoever has left is signed out within seconds, and cannot sign in', async () => {
    const [admin, token] = [await server.tokenFor('admin'), await server.tokenFor('tech4')];
    const { body } = await server.call('session.get', {}, { token });
    expect(await code(server.call('member.retire', { id: body.member.id }, { token: admin }))).toBe(200);
    await settle();
    expect(await code(server.call('session.get', {}, { token }))).toBe('signed_out');
    expect(await code(signIn('tech4'))).toBe('bad_credentials');
  });

  test('a role that was taken away is gone within seconds', async () => {
    const [admin, token] = [await server.tokenFor('admin'), await server.tokenFor('dispatch2')];
    const { body } = await server.call('session.get', {}, { token });
    expect(await code(server.call('member.list', {}, { token }))).toBe(200);
    await server.call('member.change', { id: body.member.id, change: { roles: [] } }, { token: admin });
    await settle();
    expect(await code(server.call('member.list', {}, { token }))).toBe('forbidden');
  });

  describe('a cookie, and another website', () => {
    let cookie: string;
    beforeAll(async () => {
      cookie = await server.cookieFor('admin');
    });
    const host = () => new URL(server.url).host;

    test.each([
      ['another origin', { Origin: 'https://evil.example' }, 'foreign_origin'],
      ['no origin to name', { Origin: 'null' }, 'foreign_origin'],
      ['a neighbour', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.example' }, 'foreign_origin'],
      ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }, 'foreign_origin'],
      ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 200],
      ['a program', {}, 200],
    ])('%s', async (_name, headers, expected) => {
      // fetch of Node sets Sec-Fetch-Mode only; Origin is ours to give.
      expect(await code(server.call('department.list', {}, { cookie, headers }))).toBe(expected);
    });

    test('our own address as origin', async () => {
      const headers = { Origin: `http://${host()}` };
      expect(await code(server.call('department.list', {}, { cookie, headers }))).toBe(200);
    });

    test('nobody is signed in from there either', async () => {
      const input = { org: ORG, login: 'admin', password: SAMPLE_PASSWORD };
      const headers = { Origin: 'https://evil.example' };
      expect(await code(server.call('session.create', input, { headers }))).toBe('foreign_origin');
    });

    test('a bearer token never comes by itself: origins do not matter', async () => {
      const token = await server.tokenFor('admin');
      expect(await code(server.call('department.list', {}, { token, headers: { Origin: 'https://x.example' } }))).toBe(
        200,
      );
    });
  });

  test('the channel is the caller’s word among its own kind only', async () => {
    const [cookie, token] = [await server.cookieFor('admin'), await server.tokenFor('admin')];
    const channelOf = async (send: object, said?: string) => {
      const headers = said === undefined ? {} : { 'X-Paidan-Channel': said };
      const made = await server.call('department.create', { name: '班组' }, { ...send, headers });
      const id = made.body.record.id;
      const history = await server.call('record.history', { kind: 'department', id }, { token });
      return history.body.items[0].channel;
    };
    expect(await channelOf({ cookie })).toBe('console');
    expect(await channelOf({ cookie }, 'miniapp')).toBe('miniapp');
    expect(await channelOf({ cookie }, 'timer')).toBe('console');
    expect(await channelOf({ token }, 'console')).toBe('api');
  });

  describe('wrong passwords', () => {
    test('the answer does not say what was wrong, nor does the time it takes', async () => {
      const by = { token: await server.tokenFor('admin') };
      const create = async (login: string, password?: string) => {
        const input = { login, name: login, roles: ['resident'], ...(password !== undefined && { password }) };
        const made = await server.call('member.create', input, by);
        expect(made.status).toBe(200);
        return made.body.record.id as never;
      };
      await create('keeper', 'a-password-of-their-own');
      await create('wordless');
      const left = await create('leaver', 'a-password-of-their-own');
      expect(await code(server.call('member.retire', { id: left }, by))).toBe(200);
      // Nearly all of the time goes into one derivation of a key: the same one, whoever is asked for.
      const derived = jest.spyOn(crypto, 'scrypt');
      const tried = async (org: string, login: string) => {
        derived.mockClear();
        const { status, body } = await server.call('session.create', { org, login, password: 'wrong-password' });
        const work = derived.mock.calls.map(([, , bytes, { N, r, p } = {} as never]) => ({ bytes, N, r, p }));
        return { status, error: { ...body.error, requestId: '' }, work };
      };
      const real = await tried(ORG, 'keeper');
      expect(real).toMatchObject({ status: 401, error: { code: 'bad_credentials' } });
      expect(real.work).toEqual([{ bytes: 32, N: 2 ** PASSWORD_COST.logN, r: PASSWORD_COST.r, p: PASSWORD_COST.p }]);
      for (const login of ['wordless', 'leaver', 'nobody'])
        expect([login, await tried(ORG, login)]).toEqual([login, real]);
      expect(await tried('nowhere', 'keeper')).toEqual(real);
      // Control: sample people's hashes are cheaper, and that is seen.
      expect((await tried(ORG, 'tech3')).work).not.toEqual(real.work);
      derived.mockRestore();
    });

    test('an account that does not exist is closed like one that does', async () => {
      const tried = async (login: string) => {
        const answers = [];
        for (let i = 0; i < 6; i++) answers.push(await signIn(login, 'wrong-password'));
        return answers.map(({ status, body, headers }) => {
          const { requestId: _, ...error } = body.error;
          return [status, error, headers.get('retry-after')];
        });
      };
      const real = await tried('resident4');
      expect(real.map(([status]) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(await tried('nobody-at-all')).toEqual(real);
    });

    test('five, and the account is closed to this address for a quarter of an hour, even to the right one', async () => {
      for (let i = 0; i < 5; i++) expect(await code(signIn('front', 'wrong-password'))).toBe('bad_credentials');
      const { status, body, headers } = await signIn('front');
      expect([status, body.error.code, body.error.data]).toEqual([429, 'locked_out', { minutes: 15 }]);
      expect(headers.get('retry-after')).toBe('900');
      // The twin organization has a person of the same name, and others here have their own count.
      expect(await code(server.call('session.create', { org: TWIN, login: 'front', password: SAMPLE_PASSWORD }))).toBe(
        200,
      );
      expect(await code(signIn('admin'))).toBe(200);
      server.clock.forward(15 * MINUTE + SECOND);
      expect(await code(signIn('front'))).toBe(200);
    });

    test('twenty at once get five looks', async () => {
      const codes = await Promise.all(Array.from({ length: 20 }, () => code(signIn('resident2', 'wrong-password'))));
      expect(codes.filter((each) => each === 'bad_credentials')).toHaveLength(5);
      expect(codes.filter((each) => each === 'locked_out')).toHaveLength(15);
    });

    test('a right one starts the count anew', async () => {
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < 4; i++) expect(await code(signIn('resident3', 'wrong-password'))).toBe('bad_credentials');
        expect(await code(signIn('resident3'))).toBe(200);
      }
    });
  });
});
