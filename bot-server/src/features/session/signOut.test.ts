// A new password signs out whoever knew the old one.
import { eachDatabase } from '../../../test/support/databases';
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
    for (const until = Date.now() + 15_000; (await status(before)) === 200 && Date.now() < until; ) {
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
});
