// A new password signs out whoever knew the old one.
import { eachDatabase } from '../../../test/support/databases';
import { PATIENCE_MS } from '../../../test/support/patience';
import { startServer, type TestServer } from '../../../test/support/server';

eachDatabase((_name, open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(await open(), { work: true });
  });
  afterAll(() => server.stop());

  const status = async (cookie: string) => (await server.call('session.get', {}, { cookie })).status;

  test('sessions from before end, later ones stay', async () => {
    server.clock.forward(1000);
    const admin = await server.tokenFor('admin');
    const before = await server.cookieFor('tech1');
    const other = await server.cookieFor('tech2');
    expect(await status(before)).toBe(200);
    const list = await server.call('member.list', { text: 'tech1' }, { token: admin });
    const id = list.body.items[0].id;
    const change = { password: 'a new password' };
    expect((await server.call('member.change', { id, change }, { token: admin })).status).toBe(200);
    for (const until = Date.now() + PATIENCE_MS; (await status(before)) === 200 && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await status(before)).toBe(401);
    expect(await status(other)).toBe(200);
    server.clock.forward(1000);
    const signIn = { org: 'cuihu', login: 'tech1', password: 'a new password', bearer: true };
    const again = await server.call('session.create', signIn);
    expect(again.status).toBe(200);
    expect((await server.call('session.get', {}, { token: again.body.token })).status).toBe(200);
  });

  const mine = async (token: string, current: string, password: string, headers = {}) => {
    const { status: told, body } = await server.call('session.setPassword', { current, password }, { token, headers });
    return told === 200 ? 'set' : body.error.code;
  };
  const signIn = async (password: string) =>
    server.call('session.create', { org: 'cuihu', login: 'tech3', password, bearer: true });

  test('one’s own: whoever knows the old one sets a new one, once however often it is said, and signs in again', async () => {
    server.clock.forward(1000);
    const token = await server.tokenFor('tech3');
    const before = await server.cookieFor('tech3');
    expect(await mine(token, 'a guess of mine', 'quite another one')).toBe('wrong_password');
    expect(await mine(token, 'paidan123', 'short')).toBe('invalid');
    expect((await signIn('quite another one')).status).toBe(401);
    const once = { 'Idempotency-Key': 'own-password-1' };
    expect(await mine(token, 'paidan123', 'quite another one', once)).toBe('set');
    // Said again because the answer was lost: done once, unless the session is over by now. Said anew, the old one is none.
    expect(await mine(token, 'paidan123', 'quite another one', once)).toMatch(/^(set|signed_out)$/);
    expect(await mine(token, 'paidan123', 'quite another one')).toMatch(/^(wrong_password|signed_out)$/);
    for (const until = Date.now() + PATIENCE_MS; (await status(before)) === 200 && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await status(before)).toBe(401);
    server.clock.forward(1000);
    expect((await signIn('paidan123')).status).toBe(401);
    expect((await signIn('quite another one')).status).toBe(200);
  });

  test('somebody else’s open session does not guess for ever', async () => {
    server.clock.forward(1000);
    const token = await server.tokenFor('tech2');
    const tried: string[] = [];
    for (let at = 0; at < 8; at++) tried.push(await mine(token, `guess number ${at}`, 'mine from now on'));
    expect(tried.slice(0, 2)).toEqual(['wrong_password', 'wrong_password']);
    expect(tried.at(-1)).toBe('locked_out');
  });
});
