import { DAY, MINUTE, SECOND } from '../clock';
import { APPID } from '../testing/product';
import { SECRETS, type Stage, setStage } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const RIGHT = { grant_type: 'client_credential', appid: APPID, secret: SECRETS.mini };
const stable = (more: object = {}) => stage.post('/wechat/cgi-bin/stable_token', { ...RIGHT, ...more });
const classic = (more: object = {}) =>
  stage.get(`/wechat/cgi-bin/token?${new URLSearchParams({ ...RIGHT, ...more } as Record<string, string>)}`);
const check = async (token: string) =>
  (await stage.post(`/wechat/wxa/msg_sec_check?access_token=${token}`, {})).errcode;
/** Heard, and found wanting for what it says. */
const HEARD = 47001;

test.each([
  ['another grant', { grant_type: 'password' }, 40002],
  ['no app', { appid: '' }, 41002],
  ['no secret', { secret: '' }, 41004],
  ['an unknown app', { appid: 'wx1' }, 40013],
  ['a wrong secret', { secret: 'wrong' }, 40125],
])('%s', async (_, more, errcode) => {
  expect((await stable(more)).errcode).toBe(errcode);
  expect((await classic(more)).errcode).toBe(errcode);
});

test('the stable one must be posted, as JSON', async () => {
  expect((await stage.get('/wechat/cgi-bin/stable_token')).errcode).toBe(43002);
  expect((await stage.post('/wechat/cgi-bin/stable_token', 'x=1')).errcode).toBe(47001);
});

test('the stable one stays the same until its last five minutes, and says how long it lives', async () => {
  const first = await stable();
  expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
  await stage.forward(7200 * SECOND - 5 * MINUTE - SECOND);
  const same = await stable();
  expect(same.access_token).toBe(first.access_token);
  expect(same.expires_in).toBeLessThanOrEqual(301);
  await stage.forward(SECOND);
  const next = await stable();
  expect(next.access_token).not.toBe(first.access_token);
  expect(await check(first.access_token)).toBe(HEARD);
  await stage.forward(5 * MINUTE);
  expect(await check(first.access_token)).toBe(42001);
  expect(await check(next.access_token)).toBe(HEARD);
});

test('forced: the old one is void; every 30 seconds at most, 20 times a day', async () => {
  const first = await stable();
  const forced = await stable({ force_refresh: true });
  expect(await check(first.access_token)).toBe(40001);
  expect(await check(forced.access_token)).toBe(HEARD);
  expect((await stable({ force_refresh: true })).errcode).toBe(45009);
  for (let n = 1; n < 20; n++) {
    await stage.forward(30 * SECOND);
    expect((await stable({ force_refresh: true })).access_token).toEqual(expect.any(String));
  }
  await stage.forward(30 * SECOND);
  expect((await stable({ force_refresh: true })).errcode).toBe(45009);
  await stage.forward(DAY);
  expect((await stable({ force_refresh: true })).errcode).toBeUndefined();
});

test('the classic one is replaced by each call, and does not touch the stable one', async () => {
  const [kept, first, second] = [await stable(), await classic(), await classic()];
  expect(second).toEqual({ access_token: expect.any(String), expires_in: 7200 });
  expect(await check(first.access_token)).toBe(HEARD);
  await stage.forward(5 * MINUTE);
  expect(await check(first.access_token)).toBe(42001);
  expect(await check(second.access_token)).toBe(HEARD);
  expect(await check(kept.access_token)).toBe(HEARD);
});

test('a token is needed, in the query', async () => {
  const path = '/wechat/wxa/msg_sec_check';
  expect((await stage.post(path, { access_token: 'x' })).errcode).toBe(41001);
  expect(await check('x')).toBe(40001);
  expect((await stage.get(`${path}?access_token=${(await stable()).access_token}`)).errcode).toBe(43002);
  expect(await stage.get('/wechat/wxa/nothing')).toEqual({ status: 404, text: '' });
});
