import { encrypt, signatureOf } from '../envelope';
import { APPID, CALLBACK } from '../testing/product';
import { OPENID, type Stage, setStage, worldOf } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const EVENT = { FromUserName: OPENID, MsgType: 'event', Event: 'user_enter_tempsession' };
const push = (event: object = EVENT) => stage.api('mini/push', { appid: APPID, event });
const envelope = (message: string, owner = APPID, token = CALLBACK.token) => {
  const sealed = encrypt(CALLBACK.aesKey, message, owner);
  return {
    Encrypt: sealed,
    MsgSignature: signatureOf(token, '1700000000', 'n', sealed),
    TimeStamp: 1_700_000_000,
    Nonce: 'n',
  };
};

test('the address is checked: the text comes back as it was', async () => {
  expect((await stage.state()).minis[0]?.push).toMatchObject({ verified: true, error: null });
  stage.product.check = 'quoted';
  await stage.declare({ minis: worldOf(`${stage.product.url}/wechat/again`).minis });
  expect((await stage.state()).minis[0]?.push).toMatchObject({
    verified: false,
    error: 'the answer is not the echostr',
  });
});

test('an event in safe mode, signed over the envelope', async () => {
  expect(await push()).toEqual({ outcome: 'answered', status: 200, deliveries: 1 });
  const [event] = stage.product.events;
  expect([...(event?.query.keys() ?? [])].sort()).toEqual([
    'encrypt_type',
    'msg_signature',
    'nonce',
    'openid',
    'signature',
    'timestamp',
  ]);
  expect(event?.query.get('openid')).toBe(OPENID);
  expect(Object.keys(JSON.parse(event?.body ?? ''))).toEqual(['ToUserName', 'Encrypt']);
  expect(JSON.parse(event?.plain ?? '')).toEqual({
    ToUserName: expect.stringMatching(/^gh_/),
    CreateTime: expect.any(Number),
    ...EVENT,
  });
});

test('unanswered, it is sent again, three times at most', async () => {
  stage.product.answering = (_, nth) => (nth < 2 ? null : { status: 200, body: 'success' });
  expect(await push()).toMatchObject({ outcome: 'answered', deliveries: 2 });
});

test.each([
  ['success', 'success', 'answered', undefined],
  ['an envelope', JSON.stringify(envelope('{"MsgType":"text"}')), 'answered', undefined],
  ['words', 'ok', 'refused', -40002],
  ['a wrong signature', JSON.stringify(envelope('{}', APPID, 'another')), 'refused', -40001],
  ['another app', JSON.stringify(envelope('{}', 'wx2')), 'refused', -40005],
  ['no JSON within', JSON.stringify(envelope('<xml/>')), 'refused', -40002],
])('answered with %s', async (_, body, outcome, errcode) => {
  stage.product.answering = () => ({ status: 200, body });
  const told = await push();
  expect([told.outcome, (told.error as { errcode: number } | undefined)?.errcode]).toEqual([outcome, errcode]);
});

test('anything at all, spoilt', async () => {
  const raw = (tamper: object) => stage.api('raw', { appid: APPID, plain: '{}', tamper });
  await raw({});
  await raw({ signature: 'x' });
  await raw({ receiveId: 'wx2' });
  expect(stage.product.events.map(({ plain }) => plain)).toEqual(['{}', 'forged', 'foreign']);
});
