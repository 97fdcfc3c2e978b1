import { APPID } from '../testing/product';
import { OPENID, type Stage, setStage, TEMPLATE } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const DATA = { thing1: { value: '厨房漏水' }, phrase2: { value: '处理中' }, time3: { value: '2026年11月26日 15:01' } };
const RIGHT = { touser: OPENID, template_id: TEMPLATE, page: 'pages/ticket/index?id=1', data: DATA };
const send = (more: object = {}) => stage.wechat('cgi-bin/message/subscribe/send', { ...RIGHT, ...more });
const accept = (more: object = {}) =>
  stage.api('mini/consent', { appid: APPID, openid: OPENID, templateIds: [TEMPLATE], ...more });
const consents = async () => (await stage.state()).minis[0]?.people[0]?.consents;

test('one consent, one message', async () => {
  expect((await send()).errcode).toBe(43101);
  await accept();
  await accept();
  expect(await consents()).toEqual({ [TEMPLATE]: 2 });
  expect([(await send()).errcode, (await send()).errcode, (await send()).errcode]).toEqual([0, 0, 43101]);
  const [chat] = (await stage.state()).chats;
  expect(chat).toMatchObject({ kind: 'mini', openid: OPENID, messages: { length: 2 } });
  expect(chat?.messages[0]).toMatchObject({
    type: 'subscribe',
    template: {
      title: '工单进度通知',
      page: 'pages/ticket/index?id=1',
      rows: [
        { label: '事项', value: '厨房漏水' },
        { label: '状态', value: '处理中' },
        { label: '时间', value: '2026年11月26日 15:01' },
      ],
    },
  });
});

test('refusals, each with its code; none of them uses a consent up', async () => {
  await accept();
  const cases: readonly (readonly [what: string, more: object, errcode: number, named?: string])[] = [
    ['nobody', { touser: undefined }, 40003],
    ['a stranger', { touser: 'x' }, 40003],
    ['no template', { template_id: 'x' }, 40037],
    ['a slash before the page', { page: '/pages/ticket/index' }, 41030],
    ['a page that is not there', { page: 'pages/none' }, 41030],
    ['a state that is not there', { miniprogram_state: 'beta' }, 47003, 'miniprogram_state'],
    ['a language that is not there', { lang: 'fr' }, 47003, 'lang'],
    ['no data', { data: undefined }, 47003, 'data'],
    ['a missing keyword', { data: { ...DATA, phrase2: undefined } }, 47003, 'data.phrase2.value'],
    ['too long a thing', { data: { ...DATA, thing1: { value: '派'.repeat(21) } } }, 47003, 'data.thing1.value'],
    ['a bare value', { data: { ...DATA, thing1: '漏水' } }, 47003, 'data.thing1.value'],
    ['a keyword too many', { data: { ...DATA, thing9: { value: 'a' } } }, 47003, 'data.thing9'],
  ];
  for (const [what, more, errcode, named] of cases) {
    expect([what, await send(more)]).toEqual([what, { errcode, errmsg: expect.stringContaining(named ?? '') }]);
  }
  expect(await consents()).toEqual({ [TEMPLATE]: 1 });
  expect((await send({ page: undefined })).errcode).toBe(0);
});

test('accepting is told to the product, unless it is kept quiet', async () => {
  expect(await accept()).toMatchObject({ consents: { [TEMPLATE]: 1 }, push: { outcome: 'answered' } });
  expect(JSON.parse(stage.product.events[0]?.plain ?? '')).toMatchObject({
    FromUserName: OPENID,
    MsgType: 'event',
    Event: 'subscribe_msg_popup_event',
    List: [{ TemplateId: TEMPLATE, SubscribeStatusString: 'accept' }],
  });
  await accept({ quiet: true, times: 3 });
  expect(await consents()).toEqual({ [TEMPLATE]: 4 });
  expect(stage.product.events).toHaveLength(1);
  expect(await accept({ templateIds: ['nothing'] })).toHaveProperty('error');
});
