import { CORP } from '../testing/product';
import { AGENT, cardTo, type Stage, setStage, text, worldOf } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const raw = (path: string, init: RequestInit = {}) => fetch(`${stage.sandbox.url}${path}`, init);

test('the clock moves on, and back', async () => {
  const moved = (await stage.api('clock', { forward: 3_600_000 })) as unknown as { now: number; offset: number };
  expect(moved.offset).toBe(3_600_000);
  expect(moved.now - Date.now()).toBeGreaterThan(3_590_000);
  expect(await stage.api('clock', { offset: 0 })).toMatchObject({ offset: 0 });
  expect(await stage.api('clock', { forward: -1 })).toHaveProperty('error');
});

test('a world declared again is the same world', async () => {
  await stage.wecom('message/send', text());
  const before = await stage.state();
  await stage.declare();
  const { version: _, now: __, ...after } = await stage.state();
  expect(after).toEqual({ ...before, version: undefined, now: undefined });
  expect(stage.product.events).toEqual([]);
});

test('a world declared anew: a name, a secret, one more person', async () => {
  const world = worldOf(stage.product.url);
  const [corp] = world.corps;
  const [app] = corp?.apps ?? [];
  const people = [
    { userid: 'LIGONG', name: '李师傅', department: [1] },
    { userid: 'SunQi', name: '孙七', department: [1] },
  ];
  await stage.declare({ corps: [{ ...corp, people, apps: [{ ...app, secret: 'a-new-secret' }] }] });
  expect(await stage.token()).toBeUndefined();
  expect((await stage.state()).corps[0]?.people.map(({ userid, name }) => `${userid} ${name}`)).toEqual([
    'LiGong 李师傅',
    'WangGong 王工',
    'ZhaoYi 赵一',
    'SunQi 孙七',
  ]);
});

test('an address is taken away by null', async () => {
  const [corp] = worldOf(stage.product.url).corps;
  const [app] = corp?.apps ?? [];
  await stage.declare({ corps: [{ ...corp, apps: [{ ...app, callback: null }] }] });
  expect((await stage.state()).corps[0]?.apps[0]?.callback).toBeNull();
  expect((await stage.wecom('message/send', cardTo('LiGong'))).errcode).toBe(43012);
});

test('only what has changed, when asked', async () => {
  await stage.wecom('message/send', text({ touser: 'LiGong' }));
  const { version } = await stage.state();
  await stage.wecom('message/send', text({ touser: 'WangGong' }));
  const later = await stage.get(`/sandbox/api/state?after=${version}`);
  expect(later.chats).toMatchObject([{ userid: 'WangGong' }]);
});

test('the stream tells of changes, gathered', async () => {
  const leave = new AbortController();
  const answer = await raw('/sandbox/api/stream', { signal: leave.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.getReader();
  const next = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await next()).toMatch(/^data: \{"version":\d+\}\n\n$/);
  await stage.wecom('message/send', text());
  expect(await next()).toMatch(/^data: \{"version":\d+\}\n\n$/);
  leave.abort();
});

test('what is not there, and what is no JSON', async () => {
  const at = { corpId: CORP, agentId: AGENT, userid: 'nobody', text: 'a' };
  const statuses = await Promise.all(
    [
      raw('/sandbox/api/nothing', { method: 'POST' }),
      raw('/sandbox/api/constructor'),
      raw('/sandbox/api/say', { method: 'POST', body: '{' }),
      raw('/sandbox/api/say', { method: 'POST', body: '{}' }),
      raw('/sandbox/api/say', { method: 'POST', body: JSON.stringify(at) }),
      raw('/sandbox/api/press', { method: 'GET' }),
      raw('/nowhere'),
    ].map(async (one) => (await one).status),
  );
  expect(statuses).toEqual([404, 404, 400, 400, 404, 404, 404]);
});

test('pages of other sites are turned away', async () => {
  const from = (origin: string) => raw('/sandbox/api/state', { headers: { origin } }).then(({ status }) => status);
  expect([await from('https://evil.example'), await from('null'), await from(stage.sandbox.url)]).toEqual([
    403, 403, 200,
  ]);
});

test('files of the page, and nothing else of the disk', async () => {
  for (const path of ['..%2fstart.ts', '%2e%2e/start.ts', 'sandbox.js', '.env', 'a/b.js']) {
    expect([path, (await raw(`/sandbox/${path}`)).status]).toEqual([path, 404]);
  }
  const page = await raw('/sandbox/');
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining("default-src 'self'"),
  ]);
  expect((await raw('/sandbox/who.css')).headers.get('content-type')).toContain('text/css');
});
