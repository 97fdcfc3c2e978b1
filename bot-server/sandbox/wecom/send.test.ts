import { HOUR, MINUTE } from '../clock';
import { CORP } from '../testing/product';
import { AGENT, buttonCard, cardTo, OTHER_AGENT, SECRETS, type Stage, setStage, text } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const send = (body: unknown) => stage.wecom('message/send', body);
const long = (bytes: number) => 'a'.repeat(bytes);

test('a text reaches the chat', async () => {
  expect(await send(text())).toMatchObject({ errcode: 0, errmsg: 'ok', invaliduser: '', msgid: expect.any(String) });
  expect(await stage.messages('LiGong')).toMatchObject([{ from: 'app', type: 'text', text: '你好', recalled: false }]);
});

test('refusals, each with its code', async () => {
  const cases: readonly (readonly [what: string, body: unknown, errcode: number])[] = [
    ['no JSON', '{', 40035],
    ['a list', '[]', 40035],
    ['no agent', text({ agentid: undefined }), 41011],
    ['an agent as text', text({ agentid: String(AGENT) }), 40056],
    ['another agent', text({ agentid: OTHER_AGENT }), 301002],
    ['no type', text({ msgtype: undefined }), 40008],
    ['an unknown type', text({ msgtype: 'poem' }), 40008],
    ['nobody', text({ touser: '' }), 82001],
    ['nobody at all', text({ touser: undefined }), 82001],
    ['a list of people', text({ touser: ['LiGong'] }), 40035],
    ['1001 people', text({ touser: Array.from({ length: 1001 }, (_, n) => `p${n}`).join('|') }), 40032],
    ['101 departments', text({ toparty: Array.from({ length: 101 }, (_, n) => n).join('|') }), 82002],
    ['101 tags', text({ totag: Array.from({ length: 101 }, (_, n) => n).join('|') }), 82003],
    ['strangers only', text({ touser: 'x|y', toparty: '9', totag: '1' }), 81013],
    ['safe for a text', text({ safe: 2 }), 40035],
    ['checking duplicates too long', text({ duplicate_check_interval: 14_401 }), 40035],
    ['no text', text({ text: undefined }), 40063],
    ['an empty text', text({ text: { content: '' } }), 44004],
    ['a text that is none', text({ text: { content: 5 } }), 40035],
    ['long markdown', text({ msgtype: 'markdown', markdown: { content: long(2049) } }), 45002],
    [
      'a card without a title',
      text({ msgtype: 'textcard', textcard: { description: 'd', url: 'https://a.b' } }),
      41016,
    ],
    ['a card without words', text({ msgtype: 'textcard', textcard: { title: 't', url: 'https://a.b' } }), 41033],
    ['a card without an address', text({ msgtype: 'textcard', textcard: { title: 't', description: 'd' } }), 40054],
    ['a bare address', text({ msgtype: 'textcard', textcard: { title: 't', description: 'd', url: 'a.b' } }), 45034],
    ['no template card', text({ msgtype: 'template_card' }), 40063],
    ['a wrong template card', cardTo('LiGong', { card_type: 'text_notice' }), 42033],
  ];
  for (const [what, body, errcode] of cases) expect([what, (await send(body)).errcode]).toEqual([what, errcode]);
  expect(await stage.messages('LiGong')).toEqual([]);
});

test('strangers are named in lower case, the others get it', async () => {
  const answer = await send(text({ touser: 'ligong|Nobody|LIGONG|GoneAway', toparty: '3|9', totag: '7' }));
  expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody|goneaway', invalidparty: '9', invalidtag: '7' });
  expect(await stage.messages('LiGong')).toHaveLength(1);
  expect(await stage.messages('WangGong')).toHaveLength(1);
});

test('a department and all below it; all', async () => {
  await send(text({ touser: undefined, toparty: '2' }));
  await send(text({ touser: '@all' }));
  const counts = await Promise.all(
    ['LiGong', 'WangGong', 'ZhaoYi'].map(async (one) => (await stage.messages(one)).length),
  );
  expect(counts).toEqual([2, 2, 1]);
});

test('who has left gets nothing', async () => {
  await stage.api('people', { corpId: CORP, userid: 'LiGong', change: 'leave' });
  expect(await send(text())).toMatchObject({ errcode: 81013 });
});

test('too long a text is cut between two characters', async () => {
  await send(text({ text: { content: '派'.repeat(683) } }));
  expect((await stage.messages('LiGong'))[0]?.text).toBe('派'.repeat(682));
  const textcard = { title: '题'.repeat(129), description: '述'.repeat(513), url: 'https://a.b', btntxt: '查看全部' };
  await send(text({ msgtype: 'textcard', textcard }));
  const link = (await stage.messages('LiGong'))[1]?.link;
  expect([link?.title.length, link?.description.length, link?.button]).toEqual([128, 512, '查看全部']);
});

describe('cards with buttons', () => {
  test('come with a code, notices without', async () => {
    expect(await send(cardTo('LiGong'))).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    const notice = {
      card_type: 'text_notice',
      main_title: { title: '通知' },
      card_action: { type: 1, url: 'https://a.b' },
    };
    expect((await send(cardTo('LiGong', notice))).response_code).toBeUndefined();
    const menu = { ...notice, task_id: 'menu', action_menu: { action_list: [{ text: '静音', key: 'mute' }] } };
    expect((await send(cardTo('LiGong', menu))).response_code).toEqual(expect.any(String));
    const messages = await stage.messages('LiGong');
    expect(messages.map(({ cardState }) => cardState)).toEqual(['live', 'live', 'live']);
  });

  test('a task is sent once, even to somebody else; a refused sending does not use it up', async () => {
    const card = buttonCard();
    expect((await send(cardTo('nobody', card))).errcode).toBe(81013);
    expect((await send(cardTo('LiGong', card))).errcode).toBe(0);
    expect((await send(cardTo('WangGong', card))).errcode).toBe(42014);
  });

  test('need an address that the platform has checked', async () => {
    const token = await stage.token(SECRETS.other);
    const post = (body: object) => stage.post(`/wecom/cgi-bin/message/send?access_token=${token}`, body);
    expect((await post({ ...cardTo('LiGong'), agentid: OTHER_AGENT })).errcode).toBe(43012);
    const links = buttonCard({ button_list: [{ text: '打开', type: 1, url: 'https://a.b' }] });
    expect((await post({ ...cardTo('LiGong', links), agentid: OTHER_AGENT })).errcode).toBe(0);
  });

  test('an unknown style is drawn as the first', async () => {
    await send(cardTo('LiGong', buttonCard({ button_list: [{ text: '接单', key: 'a', style: 9 }] })));
    expect((await stage.messages('LiGong'))[0]?.card?.button_list).toEqual([{ text: '接单', key: 'a', style: 1 }]);
  });
});

describe('too many for one member are dropped in silence', () => {
  test('30 in a minute', async () => {
    const answers = await Promise.all(Array.from({ length: 35 }, () => send(text())));
    expect(answers.every(({ errcode }) => errcode === 0)).toBe(true);
    expect(await stage.chat('LiGong')).toMatchObject({ dropped: 5, messages: { length: 30 } });
    expect((await stage.state()).corps[0]?.apps[0]?.dropped).toBe(5);
    await send(text({ touser: 'WangGong' }));
    expect(await stage.messages('WangGong')).toHaveLength(1);
    await stage.forward(MINUTE);
    await send(text());
    expect(await stage.messages('LiGong')).toHaveLength(31);
  });

  test('so many in an hour', async () => {
    await stage.declare({ corps: [{ corpId: CORP, name: '示例物业', limits: { memberPerHour: 40 } }] });
    for (let n = 0; n < 5; n++) {
      await Promise.all(Array.from({ length: 10 }, () => send(text())));
      await stage.forward(MINUTE);
    }
    expect(await stage.chat('LiGong')).toMatchObject({ dropped: 10 });
    await stage.forward(HOUR);
    await send(text());
    expect(await stage.chat('LiGong')).toMatchObject({ dropped: 10 });
  });
});

test('a day’s person-times are counted, refused ones are not sent', async () => {
  await stage.declare({ corps: [{ corpId: CORP, name: '示例物业', limits: { accounts: 0 } }] });
  expect((await send(text())).errcode).toBe(45009);
  expect(await stage.messages('LiGong')).toEqual([]);
});

test('the same message twice is shown once, if it asks for that', async () => {
  const checked = text({ enable_duplicate_check: 1, duplicate_check_interval: 60 });
  expect([(await send(checked)).errcode, (await send(checked)).errcode]).toEqual([0, 0]);
  expect(await stage.messages('LiGong')).toHaveLength(1);
  await stage.forward(MINUTE);
  await send(checked);
  expect(await stage.messages('LiGong')).toHaveLength(2);
});

test('a chat keeps its last 200 messages', async () => {
  await stage.declare({ corps: [{ corpId: CORP, name: '示例物业', limits: { memberPerMinute: 1000 } }] });
  for (let n = 0; n < 21; n++) {
    await Promise.all(Array.from({ length: 10 }, () => send(text({ text: { content: String(n) } }))));
  }
  const messages = await stage.messages('LiGong');
  expect([messages.length, messages[0]?.text, messages.at(-1)?.text]).toEqual([200, '1', '20']);
});
