import { PATIENCE_MS } from '../../test/support/patience';
import { CALLBACK, CORP, nothing, sealedReply, xmlIn } from '../testing/product';
import { AGENT, buttonCard, cardTo, type Stage, setStage, text, worldOf } from '../testing/stage';
import { plainOf, xmlOf } from '../xml';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const at = { corpId: CORP, agentId: AGENT, userid: 'LiGong' };
const cardFor = (card: object = buttonCard(), touser = 'LiGong|WangGong') =>
  stage.wecom('message/send', cardTo(touser, card));
const press = (msgid: string, more: object = {}) => stage.api('press', { ...at, msgid, key: 'accept', ...more });
const say = (words: string) => stage.api('say', { ...at, text: words });
const first = async (userid = 'LiGong') => (await stage.messages(userid))[0];
const replyText = xmlOf([
  ['MsgType', 'text'],
  ['Content', '已记下'],
]);
const greyButton = xmlOf([
  ['MsgType', 'update_button'],
  ['Button', [['ReplaceName', '已接单']]],
]);

describe('the check of an address', () => {
  const callbackOf = async () => (await stage.state()).corps[0]?.apps[0]?.callback;
  const declareAnew = () => stage.declare(worldOf(`${stage.product.url}/again`));

  test('is passed by the decrypted text, bare', async () =>
    expect(await callbackOf()).toMatchObject({ verified: true, error: null }));

  test.each([
    ['quoted', 'the answer is not the decrypted echostr'],
    ['late', 'timeout'],
    ['refused', 'http 403'],
  ] as const)('is not passed when the answer is %s', async (check, error) => {
    stage.product.check = check;
    await declareAnew();
    expect(await callbackOf()).toMatchObject({ verified: false, error });
    expect((await cardFor()).errcode).toBe(43012);
    expect((await stage.wecom('message/send', text())).errcode).toBe(0);
  });

  test('is made again until it is passed', async () => {
    stage.product.check = 'refused';
    await declareAnew();
    stage.product.check = 'right';
    // A busy machine may be late with it.
    for (const until = Date.now() + PATIENCE_MS; (await callbackOf())?.verified !== true && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await callbackOf()).toMatchObject({ verified: true, error: null });
    expect((await cardFor()).errcode).toBe(0);
  });
});

test('a press is told: who, which button, which task, with a code of its own', async () => {
  const sent = await cardFor();
  expect(await press(sent.msgid)).toEqual({ outcome: 'answered', status: 200, deliveries: 1 });
  const [event] = stage.product.events;
  expect([...(event?.query.keys() ?? [])].sort()).toEqual(['msg_signature', 'nonce', 'timestamp']);
  const { ResponseCode: code, ...rest } = plainOf(xmlIn(event)) as { ResponseCode: string };
  expect(rest).toEqual({
    ToUserName: CORP,
    FromUserName: 'LiGong',
    CreateTime: expect.stringMatching(/^\d{10}$/),
    MsgType: 'event',
    Event: 'template_card_event',
    EventKey: 'accept',
    TaskId: (await first())?.card?.task_id,
    CardType: 'button_interaction',
    AgentID: String(AGENT),
  });
  const update = () =>
    stage.wecom('message/update_template_card', {
      agentid: AGENT,
      response_code: code,
      userids: ['WangGong'],
      button: { replace_name: '已接单' },
    });
  expect([(await update()).errcode, (await update()).errcode]).toEqual([0, 60140]);
  expect(code).not.toBe(sent.response_code);
  expect(await first()).toMatchObject({
    pressed: { userid: 'LiGong', key: 'accept', outcome: 'answered' },
    cardState: 'live',
  });
});

test('choices come along, a menu’s do not', async () => {
  const selection = {
    question_key: 'when',
    option_list: [
      { id: 'am', text: '上午' },
      { id: 'pm', text: '下午' },
    ],
  };
  const card = buttonCard({
    button_selection: selection,
    action_menu: { action_list: [{ text: '静音', key: 'mute' }] },
  });
  const { msgid } = await cardFor(card);
  await press(msgid, { selected: [{ question_key: 'when', option_ids: ['pm'] }] });
  expect(plainOf(xmlIn(stage.product.events[0]))).toMatchObject({
    SelectedItems: { SelectedItem: { QuestionKey: 'when', OptionIds: { OptionId: 'pm' } } },
  });
  await press(msgid);
  expect(plainOf(xmlIn(stage.product.events[1]))).toMatchObject({
    SelectedItems: { SelectedItem: { OptionIds: { OptionId: 'am' } } },
  });
  await press(msgid, { key: 'mute' });
  const menu = plainOf(xmlIn(stage.product.events[2]));
  expect(menu).toMatchObject({ Event: 'template_card_menu_event', EventKey: 'mute' });
  expect(menu).not.toHaveProperty('SelectedItems');
});

describe('an unanswered event is sent again, the same, three times at most', () => {
  test.each([
    ['http 500', { status: 500, body: '' }],
    ['a broken connection', null],
  ])('%s', async (_, reply) => {
    stage.product.answering = (_event, nth) => (nth < 3 ? reply : nothing(_event, nth));
    const { msgid } = await cardFor();
    expect(await press(msgid)).toMatchObject({ outcome: 'answered', deliveries: 3 });
    expect(new Set(stage.product.events.map(({ body, query }) => `${query} ${body}`)).size).toBe(1);
  });

  test('then given up', async () => {
    stage.product.answering = () => ({ status: 503, body: '' });
    const { msgid } = await cardFor();
    expect(await press(msgid)).toMatchObject({ outcome: 'unanswered', status: 503, deliveries: 4 });
    expect(stage.product.events).toHaveLength(4);
    expect(await first()).toMatchObject({ pressed: { outcome: 'unanswered' } });
  });
});

describe('a passive reply', () => {
  test('changes the presser’s own card', async () => {
    const { msgid } = await cardFor();
    stage.product.answering = () => sealedReply(greyButton);
    expect(await press(msgid)).toMatchObject({
      outcome: 'answered',
      reply: { MsgType: 'update_button', Button: { ReplaceName: '已接单' } },
    });
    expect(await first()).toMatchObject({ cardState: 'updated', card: { replace_text: '已接单' } });
    expect(await first('WangGong')).toMatchObject({ cardState: 'live' });
    expect(await press(msgid)).toMatchObject({ error: 'the buttons are grey' });
  });

  test('gives it a whole new face, in PascalCase', async () => {
    const { msgid } = await cardFor();
    const face = xmlOf([
      ['MsgType', 'update_template_card'],
      [
        'TemplateCard',
        [
          ['CardType', 'text_notice'],
          [
            'Source',
            [
              ['Desc', '派单'],
              ['DescColor', 1],
            ],
          ],
          ['MainTitle', [['Title', '已接单']]],
          [
            'HorizontalContentList',
            [
              ['KeyName', '师傅'],
              ['Value', '李工'],
            ],
          ],
          [
            'HorizontalContentList',
            [
              ['KeyName', '地点'],
              ['Value', '3 栋'],
            ],
          ],
          [
            'CardAction',
            [
              ['Type', 1],
              ['Url', 'https://a.b'],
            ],
          ],
        ],
      ],
    ]);
    stage.product.answering = () => sealedReply(face);
    expect(await press(msgid)).toMatchObject({ outcome: 'answered' });
    expect((await first())?.card).toEqual({
      card_type: 'text_notice',
      source: { desc: '派单', desc_color: 1 },
      main_title: { title: '已接单' },
      horizontal_content_list: [
        { keyname: '师傅', value: '李工' },
        { keyname: '地点', value: '3 栋' },
      ],
      card_action: { type: 1, url: 'https://a.b' },
      task_id: expect.any(String),
    });
  });

  test('says something', async () => {
    stage.product.answering = () => sealedReply(replyText);
    expect(await say('我的工单')).toMatchObject({ outcome: 'answered' });
    const asked = plainOf(xmlIn(stage.product.events[0])) as { MsgId: string };
    expect(asked).toMatchObject({
      MsgType: 'text',
      Content: '我的工单',
      FromUserName: 'LiGong',
      AgentID: String(AGENT),
    });
    expect(asked.MsgId).toMatch(/^\d{19}$/);
    expect(await stage.messages('LiGong')).toMatchObject([
      { from: 'user', type: 'text', text: '我的工单' },
      { from: 'app', type: 'passive', text: '已记下' },
    ]);
  });

  test.each<readonly [string, { status: number; body: string }, number]>([
    ['in clear', { status: 200, body: `<xml>${replyText}</xml>` }, -40002],
    ['as JSON', { status: 200, body: '{"errcode":0}' }, -40002],
    ['the word success', { status: 200, body: 'success' }, -40002],
    ['signed with another token', sealedReply(greyButton, { token: 'another' }), -40001],
    ['for another corp', sealedReply(greyButton, { receiveId: 'ww2' }), -40005],
    ['to somebody else', sealedReply(greyButton, { to: 'WangGong' }), 40035],
    ['of no type', sealedReply(''), 40008],
    [
      'an empty text',
      sealedReply(
        xmlOf([
          ['MsgType', 'text'],
          ['Content', ''],
        ]),
      ),
      44004,
    ],
    [
      'a text of 2049 bytes',
      sealedReply(
        xmlOf([
          ['MsgType', 'text'],
          ['Content', 'a'.repeat(2049)],
        ]),
      ),
      45002,
    ],
    ['a button without a name', sealedReply(xmlOf([['MsgType', 'update_button']])), 42020],
    [
      'a card in lower case',
      sealedReply(
        xmlOf([
          ['MsgType', 'update_template_card'],
          ['TemplateCard', [['card_type', 'text_notice']]],
        ]),
      ),
      40058,
    ],
    ['no card', sealedReply(xmlOf([['MsgType', 'update_template_card']])), 40063],
    [
      'a card with a task',
      sealedReply(
        xmlOf([
          ['MsgType', 'update_template_card'],
          [
            'TemplateCard',
            [
              ['CardType', 'button_interaction'],
              ['TaskId', 'x'],
            ],
          ],
        ]),
      ),
      42014,
    ],
  ])('is not taken %s', async (_, reply, errcode) => {
    const { msgid } = await cardFor();
    stage.product.answering = () => reply;
    expect(await press(msgid)).toMatchObject({ outcome: 'refused', status: 200, deliveries: 1, error: { errcode } });
    expect(await first()).toMatchObject({ cardState: 'live', pressed: { outcome: 'refused' } });
    expect(await stage.messages('LiGong')).toHaveLength(1);
  });

  test('to words cannot change a card', async () => {
    stage.product.answering = () => sealedReply(greyButton);
    expect(await say('接单 1024')).toMatchObject({ outcome: 'refused', error: { errcode: 40008 } });
  });
});

describe('pressing', () => {
  test('what cannot be pressed', async () => {
    const { msgid } = await cardFor();
    expect(await press(msgid, { key: 'nothing' })).toMatchObject({ error: 'no button nothing on the card' });
    expect(await press('nothing')).toMatchObject({ error: 'this person has no such card' });
    expect(await press(msgid, { userid: 'ZhaoYi' })).toMatchObject({ error: 'this person has no such card' });
    await stage.wecom('message/recall', { msgid });
    expect(await press(msgid)).toMatchObject({ error: 'the card has been recalled' });
    expect(stage.product.events).toEqual([]);
    expect(await press(msgid, { force: true })).toMatchObject({ outcome: 'answered' });
  });

  test('many times, many at once: the same event', async () => {
    const { msgid } = await cardFor();
    const { all } = await press(msgid, { repeat: 20, concurrency: 5 });
    expect(all).toHaveLength(20);
    expect(new Set(stage.product.events.map(({ body }) => body)).size).toBe(1);
  });

  test('made, and delivered by somebody else', async () => {
    const { msgid } = await cardFor();
    const { wire } = (await press(msgid, { dry: true })) as unknown as { wire: { url: string; body: string } };
    expect(stage.product.events).toEqual([]);
    await fetch(wire.url, { method: 'POST', body: wire.body });
    expect(plainOf(xmlIn(stage.product.events[0]))).toMatchObject({ EventKey: 'accept' });
  });

  test('delivered to another address', async () => {
    const { msgid } = await cardFor();
    await press(msgid, { url: `${stage.product.url}/other` });
    expect(stage.product.events.map(({ path }) => path)).toEqual(['/other']);
  });
});

describe('anything at all', () => {
  const PLAIN = '<xml><MsgType>text</MsgType></xml>';
  const raw = (tamper: object = {}) => stage.api('raw', { corpId: CORP, agentId: AGENT, plain: PLAIN, tamper });
  const seen = () => stage.product.events.at(-1)?.plain;

  test('rightly sealed', async () => {
    stage.product.answering = () => sealedReply(replyText);
    expect(await raw()).toMatchObject({ status: 200, plain: expect.stringContaining('已记下') });
    expect(seen()).toBe(PLAIN);
  });

  test.each([
    ['a signature', { signature: 'x' }, 'forged'],
    ['no signature', { signature: null }, 'forged'],
    ['a token', { token: 'another' }, 'forged'],
    ['a bit', { flipBit: 77 }, 'forged'],
    ['the end', { truncate: 16 }, 'forged'],
    ['the end, signed', { truncate: 16, resign: true }, 'foreign'],
    ['a bit of the last block, signed', { flipBit: 600, resign: true }, 'foreign'],
    ['the receiver', { receiveId: 'ww2' }, 'foreign'],
    ['the key', { aesKey: 'A'.repeat(43) }, 'foreign'],
    ['everything', { body: 'x', bytes: 100_000 }, 'forged'],
  ])('spoilt: %s', async (_, tamper, expected) => {
    await raw(tamper);
    expect(seen()).toBe(expected);
  });

  test('is not sent again', async () => {
    stage.product.answering = () => ({ status: 403, body: 'no' });
    expect(await raw()).toMatchObject({ status: 403, body: 'no' });
    expect(stage.product.events).toHaveLength(1);
  });
});

test('each call is logged, in clear and as it went, without its secrets', async () => {
  const { msgid } = await cardFor();
  stage.product.answering = () => sealedReply(replyText);
  await press(msgid);
  const calls = await stage.log();
  const token = await stage.token();
  expect(JSON.stringify(calls)).not.toContain(token);
  expect(JSON.stringify(calls)).not.toContain(CALLBACK.aesKey);
  const event = calls.find(({ api }) => api === 'press button_interaction');
  expect(event).toMatchObject({ way: 'out', who: '派单', status: 200 });
  expect(event?.plain.request).toContain('<EventKey><![CDATA[accept]]>');
  expect(event?.plain.response).toContain('已记下');
  expect(event?.wire.request).toContain('<Encrypt>');
  expect(event?.wire.response).not.toContain('已记下');
  const send = calls.find(({ api }) => api === 'message/send');
  expect(send).toMatchObject({
    way: 'in',
    who: '派单',
    plain: { request: expect.stringContaining('button_interaction') },
  });
  const last = calls.at(-1)?.id ?? 0;
  await stage.wecom('message/send', text());
  const newer = (await stage.get(`/sandbox/api/log?after=${last}`)).calls.map(({ api }) => api);
  expect(newer).toEqual(['gettoken', 'gettoken', 'message/send']);
});
