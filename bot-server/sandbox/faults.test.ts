import { type Stage, setStage, text } from './testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const order = (kind: string, more: object = {}) =>
  stage.api('fault', { on: 'wecom', api: 'message/send', kind, ...more });
const post = async () => {
  const token = await stage.token();
  return fetch(`${stage.sandbox.url}/wecom/cgi-bin/message/send?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify(text()),
  });
};
const received = async () => (await stage.messages('LiGong')).length;

test.each([
  ['http500', 500, ''],
  ['http503', 503, ''],
  ['html', 200, '<html>'],
  ['45009', 200, '"errcode":45009'],
  ['errcode:-1', 200, '"errcode":-1'],
  ['errcode:60020', 200, '"errcode":60020'],
])('%s, once, and nothing is done', async (kind, status, words) => {
  await order(kind);
  const answer = await post();
  expect([answer.status, (await answer.text()).includes(words)]).toEqual([status, true]);
  expect(await received()).toBe(0);
  expect((await post()).status).toBe(200);
  expect(await received()).toBe(1);
});

test('42001 takes the token back', async () => {
  const before = await stage.token();
  await order('42001');
  expect(await (await post()).json()).toMatchObject({ errcode: 42001 });
  expect(await stage.token()).not.toBe(before);
});

test('a lost reply: it is done, and nobody is told', async () => {
  await order('lostReply');
  await expect(post()).rejects.toThrow();
  expect(await received()).toBe(1);
});

test('a delay', async () => {
  await order('delay', { ms: 150 });
  const begun = performance.now();
  await post();
  expect(performance.now() - begun).toBeGreaterThanOrEqual(140);
  expect(await received()).toBe(1);
});

test('an endless body', async () => {
  await order('endless');
  const answer = await post();
  const reader = answer.body?.getReader();
  let size = 0;
  while (size < 50_000) size += (await reader?.read())?.value?.length ?? 0;
  await reader?.cancel();
});

test('so many times, for every API, for one platform; and taken away again', async () => {
  await stage.api('fault', { on: 'wecom', api: '*', kind: 'http500', times: 2 });
  expect((await stage.get('/wecom/cgi-bin/getcallbackip')).status).toBe(500);
  expect(await stage.get('/sandbox/api/fault')).toMatchObject({
    faults: [{ on: 'wecom', api: '*', kind: 'http500', times: 1 }],
  });
  expect((await stage.wechat('wxa/msg_sec_check', {})).errcode).toBe(47001);
  await stage.api('fault', { on: 'wecom', api: '*', kind: 'http500', times: 0 });
  expect(await stage.get('/sandbox/api/fault')).toEqual({ faults: [] });
  expect((await post()).status).toBe(200);
});

test('on WeChat, named short or whole', async () => {
  await stage.api('fault', { on: 'wechat', api: 'wxa/msg_sec_check', kind: 'errcode:45009' });
  await stage.api('fault', { on: 'wechat', api: 'message/subscribe/send', kind: 'errcode:45011' });
  expect((await stage.wechat('wxa/msg_sec_check', {})).errcode).toBe(45009);
  expect((await stage.wechat('cgi-bin/message/subscribe/send', {})).errcode).toBe(45011);
});

test('an unknown kind is refused', async () => expect(await order('earthquake')).toHaveProperty('error'));
