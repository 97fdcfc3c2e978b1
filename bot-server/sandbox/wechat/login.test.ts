import { MINUTE } from '../clock';
import { APPID } from '../testing/product';
import { OPENID, SECRETS, type Stage, setStage } from '../testing/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.stop());

const codeFor = async (name: string, openid = OPENID) =>
  (await stage.api(`mini/${name}`, { appid: APPID, openid })).code;
const session = (js_code: string, more: Record<string, string> = {}) =>
  stage.get(
    `/wechat/sns/jscode2session?${new URLSearchParams({ appid: APPID, secret: SECRETS.mini, js_code, grant_type: 'authorization_code', ...more })}`,
  );
const phone = (code: unknown, more: object = {}) => stage.wechat('wxa/business/getuserphonenumber', { code, ...more });

test('a sign-in: who, and a session key; no errcode', async () => {
  const code = await codeFor('code');
  expect(await session(code)).toEqual({ openid: OPENID, session_key: expect.any(String), unionid: expect.any(String) });
  expect((await session(code)).errcode).toBe(40029);
});

test.each([
  ['no app', { appid: '' }, 41002],
  ['no secret', { secret: '' }, 41004],
  ['another app', { appid: 'wx1' }, 40013],
  ['a wrong secret', { secret: 'x' }, 40125],
  ['another grant', { grant_type: 'x' }, 40002],
  ['no code', { js_code: '' }, 40029],
])('%s', async (_, more, errcode) => expect((await session(await codeFor('code'), more)).errcode).toBe(errcode));

test('codes live five minutes, and each is for its own purpose', async () => {
  const [signIn, number] = [await codeFor('code'), await codeFor('phoneCode')];
  expect((await session(number)).errcode).toBe(40029);
  expect((await phone(signIn)).errcode).toBe(40029);
  await stage.forward(5 * MINUTE);
  expect((await session(signIn)).errcode).toBe(40029);
  expect((await phone(number)).errcode).toBe(40029);
});

test('a number, at home and abroad', async () => {
  const code = await codeFor('phoneCode');
  expect(await phone(code)).toMatchObject({
    errcode: 0,
    phone_info: {
      phoneNumber: '13900000001',
      purePhoneNumber: '13900000001',
      countryCode: '86',
      watermark: { appid: APPID, timestamp: expect.any(Number) },
    },
  });
  expect((await phone(code)).errcode).toBe(40029);
  expect(await phone(await codeFor('phoneCode', 'openid-abroad'))).toMatchObject({
    phone_info: { phoneNumber: '+85291234567', purePhoneNumber: '91234567', countryCode: '852' },
  });
  expect((await phone(await codeFor('phoneCode'), { openid: 'somebody-else' })).errcode).toBe(40003);
  expect(await stage.api('mini/phoneCode', { appid: APPID, openid: 'openid-silent' })).toHaveProperty('error');
});
