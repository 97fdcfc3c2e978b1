import { DAY, HOUR } from '../clock';
import { CORP } from '../testing/product';
import { AGENT, buttonCard, cardTo, OTHER_AGENT, SECRETS, type Stage, setStage, text } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const send = (touser = 'LiGong|WangGong') => stage.wecom('message/send', cardTo(touser));
const update = (body: object) => stage.wecom('message/update_template_card', { agentid: AGENT, ...body });
const { task_id: _, ...FACE } = buttonCard({ main_title: { title: '已被李工接单' }, replace_text: '已被李工接单' });
const greyed = (response_code: string, userids = ['wanggong']) => ({
  response_code,
  userids,
  button: { replace_name: '已接单' },
});
const stateOf = async (userid: string) => (await stage.messages(userid))[0];

test('a button goes grey for whom it is asked, and nobody else', async () => {
  const { response_code } = await send();
  expect(await update(greyed(response_code, ['WangGong', 'Nobody']))).toMatchObject({
    errcode: 0,
    invaliduser: ['nobody'],
  });
  expect(await stateOf('WangGong')).toMatchObject({ cardState: 'updated', card: { replace_text: '已接单' } });
  expect(await stateOf('LiGong')).toMatchObject({ cardState: 'live' });
});

test('a new face, the task staying what it is', async () => {
  const { response_code } = await send();
  const before = await stateOf('LiGong');
  expect((await update({ response_code, atall: 1, template_card: FACE })).errcode).toBe(0);
  const after = await stateOf('LiGong');
  expect(after).toMatchObject({ cardState: 'updated', card: { ...FACE, task_id: before?.card?.task_id } });
  expect(await stateOf('WangGong')).toMatchObject({ card: FACE });
});

test('a code works once', async () => {
  const { response_code } = await send();
  expect((await update(greyed(response_code))).errcode).toBe(0);
  expect((await update(greyed(response_code))).errcode).toBe(60140);
});

test('a code works for 72 hours', async () => {
  const [first, second] = [await send(), await send()];
  await stage.forward(72 * HOUR - 1000);
  expect((await update(greyed(first.response_code))).errcode).toBe(0);
  await stage.forward(2000);
  expect((await update(greyed(second.response_code))).errcode).toBe(60140);
});

test('refusals, each with its code; none of them uses the code up', async () => {
  const { response_code } = await send();
  const notice = await stage.wecom('message/send', {
    ...cardTo('LiGong', {
      card_type: 'text_notice',
      task_id: 'a-notice',
      main_title: { title: '通知' },
      card_action: { type: 1, url: 'https://a.b' },
      action_menu: { action_list: [{ text: '静音', key: 'mute' }] },
    }),
  });
  const cases: readonly (readonly [what: string, body: object, errcode: number])[] = [
    ['no agent', { ...greyed(response_code), agentid: undefined }, 41011],
    ['another agent', { ...greyed(response_code), agentid: OTHER_AGENT }, 301002],
    ['no code', { userids: ['LiGong'], button: { replace_name: 'a' } }, 60140],
    ['a code from nowhere', greyed('nowhere'), 60140],
    ['nobody', greyed(response_code, []), 82101],
    ['nobody who has it', greyed(response_code, ['ZhaoYi']), 82102],
    [
      '1001 people',
      greyed(
        response_code,
        Array.from({ length: 1001 }, () => 'LiGong'),
      ),
      40035,
    ],
    ['a text for people', { ...greyed(response_code), userids: 'LiGong' }, 40035],
    ['no new name', { ...greyed(response_code), button: {} }, 42020],
    ['nothing new', { response_code, userids: ['LiGong'] }, 40063],
    ['both', { ...greyed(response_code), template_card: FACE }, 40058],
    ['a task', { response_code, atall: 1, template_card: { ...FACE, task_id: 'x' } }, 42014],
    ['a wrong card', { response_code, atall: 1, template_card: { ...FACE, button_list: [] } }, 40058],
    ['a button for a notice', greyed(notice.response_code, ['LiGong']), 40058],
  ];
  for (const [what, body, errcode] of cases) expect([what, (await update(body)).errcode]).toEqual([what, errcode]);
  expect((await update(greyed(response_code))).errcode).toBe(0);
});

test('a code of another application', async () => {
  const { response_code } = await send();
  const token = await stage.token(SECRETS.other);
  const path = `/wecom/cgi-bin/message/update_template_card?access_token=${token}`;
  expect((await stage.post(path, { ...greyed(response_code), agentid: OTHER_AGENT })).errcode).toBe(42015);
});

describe('recall', () => {
  const recall = (msgid: unknown) => stage.wecom('message/recall', { msgid });

  test('takes the message out of everybody’s chat', async () => {
    const { msgid, response_code } = await send();
    expect((await recall(msgid)).errcode).toBe(0);
    expect(await stateOf('LiGong')).toMatchObject({ recalled: true, cardState: 'recalled' });
    expect(await stateOf('WangGong')).toMatchObject({ recalled: true });
    expect((await recall(msgid)).errcode).toBe(0);
    expect((await update({ response_code, atall: 1, template_card: FACE })).errcode).toBe(0);
    expect(await stateOf('LiGong')).toMatchObject({ cardState: 'recalled' });
  });

  test('within 24 hours', async () => {
    const sent = await stage.wecom('message/send', text());
    await stage.forward(DAY - 1000);
    expect((await recall(sent.msgid)).errcode).toBe(0);
    await stage.forward(2000);
    expect((await recall(sent.msgid)).errcode).toBe(42052);
  });

  test('of one’s own messages', async () => {
    const { msgid } = await send();
    const token = await stage.token(SECRETS.other);
    expect((await stage.post(`/wecom/cgi-bin/message/recall?access_token=${token}`, { msgid })).errcode).toBe(40058);
    expect((await recall('nothing')).errcode).toBe(40058);
    expect((await recall('')).errcode).toBe(40063);
  });
});

test('everything is forgotten when asked', async () => {
  const { msgid } = await send();
  await stage.api('reset');
  expect(await stage.state()).toMatchObject({ corps: [], minis: [], chats: [], offset: 0 });
  await stage.declare();
  expect((await stage.wecom('message/recall', { msgid })).errcode).toBe(40058);
  expect((await stage.state()).corps[0]?.corpId).toBe(CORP);
});
