import { createHash } from 'node:crypto';
import { MINUTE } from '../clock';
import { buttonCard, GROUP, type Stage, setStage } from '../testing/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

const send = (body: unknown, key = GROUP) => stage.post(`/wecom/cgi-bin/webhook/send?key=${key}`, body);
const words = (content: unknown, more: object = {}) => ({ msgtype: 'text', text: { content, ...more } });
const NOTICE = {
  card_type: 'text_notice',
  main_title: { title: '新工单' },
  card_action: { type: 1, url: 'https://a.b' },
};
const inGroup = async () => (await stage.state()).chats.find(({ groupKey }) => groupKey === GROUP)?.messages ?? [];
const picture = Buffer.from('not really a picture');

test('words, mentions and notices reach the group', async () => {
  expect(await send(words('新工单', { mentioned_list: ['LiGong', '@all'] }))).toEqual({ errcode: 0, errmsg: 'ok' });
  await send({ msgtype: 'markdown', markdown: { content: '**新工单** <@WangGong>' } });
  await send({ msgtype: 'markdown_v2', markdown_v2: { content: '| a |\n<@WangGong>' } });
  await send({ msgtype: 'template_card', template_card: NOTICE });
  expect(await inGroup()).toMatchObject([
    { type: 'text', text: '新工单', mentions: ['LiGong', '@all'] },
    { type: 'markdown', mentions: ['WangGong'] },
    { type: 'markdown', mentions: [] },
    { type: 'card', card: NOTICE },
  ]);
});

test('refusals, each with its code', async () => {
  const cases: readonly (readonly [what: string, body: unknown, errcode: number])[] = [
    ['no JSON', 'x', 40035],
    ['no type', {}, 40008],
    ['no text', { msgtype: 'text' }, 40063],
    ['an empty text', words(''), 44004],
    ['a long text', words('a'.repeat(2049)), 40058],
    ['mentions that are no list', words('a', { mentioned_list: 'LiGong' }), 40058],
    ['long markdown', { msgtype: 'markdown', markdown: { content: '派'.repeat(1366) } }, 40058],
    ['a card with buttons', { msgtype: 'template_card', template_card: buttonCard() }, 42031],
    [
      'a card with a menu',
      {
        msgtype: 'template_card',
        template_card: { ...NOTICE, task_id: 't', action_menu: { action_list: [{ text: 'a', key: 'b' }] } },
      },
      40058,
    ],
    ['no card', { msgtype: 'template_card' }, 40063],
    ['a file that was never uploaded', { msgtype: 'file', file: { media_id: 'x' } }, 40007],
    [
      'nine articles',
      { msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => ({ title: 'a', url: 'https://a.b' })) } },
      45008,
    ],
    ['an article without a title', { msgtype: 'news', news: { articles: [{ url: 'https://a.b' }] } }, 41016],
    [
      'a picture with another sum',
      { msgtype: 'image', image: { base64: picture.toString('base64'), md5: 'x' } },
      40058,
    ],
  ];
  for (const [what, body, errcode] of cases) expect([what, (await send(body)).errcode]).toEqual([what, errcode]);
  expect((await send(words('a'), 'another-key')).errcode).toBe(93000);
  expect((await stage.post('/wecom/cgi-bin/webhook/send', words('a'))).errcode).toBe(93000);
  expect(await inGroup()).toEqual([]);
});

test('a picture with its sum', async () => {
  const md5 = createHash('md5').update(picture).digest('hex');
  expect((await send({ msgtype: 'image', image: { base64: picture.toString('base64'), md5 } })).errcode).toBe(0);
});

test('20 a minute', async () => {
  const codes = [];
  for (let n = 0; n < 22; n++) codes.push((await send(words(String(n)))).errcode);
  expect(codes).toEqual([...Array(20).fill(0), 45009, 45009]);
  await stage.forward(MINUTE);
  expect((await send(words('later'))).errcode).toBe(0);
  expect(await inGroup()).toHaveLength(21);
});
