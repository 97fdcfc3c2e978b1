import sharp from 'sharp';
import { HOUR } from '../clock';
import { APPID } from '../testing/product';
import { OPENID, type Stage, setStage } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const check = (content: unknown, more: object = {}) =>
  stage.wechat('wxa/msg_sec_check', { content, version: 2, scene: 2, openid: OPENID, ...more });

test.each([
  ['厨房漏水', 'pass', 100],
  ['加微信看房', 'review', 10001],
  ['一起赌博', 'risky', 20006],
])('%s → %s', async (content, suggest, label) => {
  expect(await check(content)).toMatchObject({
    errcode: 0,
    result: { suggest, label },
    detail: [{ suggest, label }],
    trace_id: expect.any(String),
  });
});

test('a name is judged, too', async () =>
  expect(await check('你好', { nickname: '裸聊' })).toMatchObject({ result: { suggest: 'risky', label: 20002 } }));

test('refusals, each with its code', async () => {
  await stage.declare({
    minis: [{ appid: 'wx-other', name: '别家', secret: 'other-secret', people: [{ openid: 'foreign', name: '外' }] }],
  });
  const cases: readonly (readonly [what: string, content: unknown, more: object, errcode: number])[] = [
    ['nothing', '', {}, 47001],
    ['2501 characters', '派'.repeat(2501), {}, 47001],
    ['another version', 'a', { version: 1 }, 47001],
    ['no scene', 'a', { scene: undefined }, 40129],
    ['a scene that is not there', 'a', { scene: 5 }, 40129],
    ['nobody', 'a', { openid: undefined }, 40003],
    ['a stranger', 'a', { openid: 'x' }, 40003],
    ['a person of another mini-program', 'a', { openid: 'foreign' }, 43104],
  ];
  for (const [what, content, more, errcode] of cases) {
    expect([what, (await check(content, more)).errcode]).toEqual([what, errcode]);
  }
  expect((await check('派'.repeat(2500))).errcode).toBe(0);
});

test('only what people write who were active within two hours', async () => {
  await stage.forward(2 * HOUR + 1000);
  expect((await check('你好')).errcode).toBe(61010);
  await stage.api('mini/code', { appid: APPID, openid: OPENID });
  expect((await check('你好')).errcode).toBe(0);
});

describe('pictures', () => {
  const picture = (more: object = {}) =>
    stage.wechat('wxa/media_check_async', {
      media_url: `${stage.product.url}/wecom?picture`,
      media_type: 2,
      version: 2,
      scene: 2,
      openid: OPENID,
      ...more,
    });
  const verdict = async () => {
    while (stage.product.events.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    return JSON.parse(stage.product.events[0]?.plain ?? '{}') as object;
  };

  test('are judged a little later, by an event', async () => {
    // Not even looked at before the answer.
    let giveOut = () => {};
    stage.product.held = new Promise((resolve) => {
      giveOut = resolve;
    });
    const answer = await picture();
    expect(answer).toMatchObject({ errcode: 0, trace_id: expect.any(String) });
    expect(stage.product.events).toEqual([]);
    giveOut();
    expect(await verdict()).toMatchObject({
      Event: 'wxa_media_check',
      appid: APPID,
      trace_id: answer.trace_id,
      version: 2,
      result: { suggest: 'pass', label: 100 },
    });
  });

  test('as it was ordered', async () => {
    await stage.api('mini/verdict', { appid: APPID, suggest: 'risky', label: 20002 });
    await picture();
    expect(await verdict()).toMatchObject({ result: { suggest: 'risky', label: 20002 } });
  });

  test('that cannot be read from outside are found out', async () => {
    stage.product.check = 'refused';
    await picture();
    expect(await verdict()).toMatchObject({ result: { suggest: 'review' }, detail: [{ errcode: -1 }] });
  });

  test.each([
    ['no address', { media_url: 'picture.png' }, 47001],
    ['no such kind', { media_type: 3 }, 47001],
    ['another version', { version: 1 }, 47001],
    ['a stranger', { openid: 'x' }, 40003],
  ])('%s', async (_, more, errcode) => expect((await picture(more)).errcode).toBe(errcode));
});

describe('a code for the mini-program', () => {
  const SCENE = 't=1024&s=abc_-.~';
  const draw = async (body: object) => {
    const { access_token: token } = await stage.post('/wechat/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: APPID,
      secret: 'mini-secret-0001',
    });
    return fetch(`${stage.sandbox.url}/wechat/wxa/getwxacodeunlimit?access_token=${token}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
  };

  test('is a picture', async () => {
    const answer = await draw({ scene: SCENE, page: 'pages/ticket/index', width: 300 });
    expect(answer.headers.get('content-type')).toBe('image/png');
    const picture = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 300, height: 300 });
    const other = Buffer.from(
      await (await draw({ scene: 'other', page: 'pages/ticket/index', width: 300 })).arrayBuffer(),
    );
    expect(other.equals(picture)).toBe(false);
  });

  test.each([
    ['nothing', { scene: '' }, 40129],
    ['a percent sign', { scene: 't=%20' }, 40129],
    ['Chinese', { scene: '工单' }, 40129],
    ['33 characters', { scene: 'a'.repeat(33) }, 40169],
    ['a slash before the page', { scene: 'a', page: '/pages/ticket/index' }, 41030],
    ['a query behind the page', { scene: 'a', page: 'pages/ticket/index?id=1' }, 41030],
    ['a page that is not published', { scene: 'a', page: 'pages/none' }, 41030],
    ['too narrow', { scene: 'a', width: 279 }, 40097],
    ['too wide', { scene: 'a', width: 1281 }, 40097],
    ['a version that is not there', { scene: 'a', env_version: 'beta' }, 40097],
  ])('is refused for %s, as JSON', async (_, body, errcode) => {
    const answer = await draw(body);
    expect(answer.headers.get('content-type')).toContain('json');
    expect(await answer.json()).toMatchObject({ errcode });
  });

  test('32 characters fit; an unpublished page does when it is not checked', async () => {
    expect((await draw({ scene: 'a'.repeat(32) })).headers.get('content-type')).toBe('image/png');
    expect((await draw({ scene: 'a', page: 'pages/none', check_path: false })).headers.get('content-type')).toBe(
      'image/png',
    );
  });
});
