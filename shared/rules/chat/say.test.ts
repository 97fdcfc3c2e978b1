import fc from 'fast-check';
import { DAY } from '../../kernel/time';
import { CARD_ACTIONS } from '../../kinds';
import { CHINA, cardFor } from '../../testing/notices';
import { TECH } from '../../testing/people';
import { REPAIR } from '../../testing/sample';
import { accepted, done, offered } from '../../testing/stories';
import { play, ticketAfter } from '../../testing/story';
import { LOCALES, words } from '../../text/index';
import {
  SAY_BYTES,
  sayCard,
  sayDone,
  sayHelp,
  sayList,
  sayPage,
  sayRefused,
  sayTalk,
  sayUnknown,
  utf8Length,
} from './say';
import { understand } from './understand';

/** By another way than `utf8Length` goes: each byte beyond ASCII is encoded as `%E6`. */
const bytesOf = (text: string) => encodeURIComponent(text).replace(/%../g, 'x').length;

const { chat, cards } = words('zh-CN');
const ticket = ticketAfter(REPAIR, accepted);
const setting = { now: ticket.createdAt, offsetMinutes: CHINA, chat, cards };

test('my tickets, one line each', () => {
  const listed = [
    { ticket, site: '幸福小区 3号楼' },
    { ticket: { ...ticketAfter(REPAIR, done), no: 1002 }, site: null },
  ];
  expect(sayList('mine', listed, setting).split('\n')).toEqual([
    '我的工单（2）',
    '#1001 水管漏水 · 幸福小区 3号楼 · 已接单 · 11-24 09:00',
    '#1002 水管漏水 · 待验收',
    '回复编号查看，例如：1024；回复「帮助」看全部说法。',
  ]);
});

test('what is late says so', () => {
  const late = sayList('mine', [{ ticket, site: null }], { ...setting, now: ticket.dueAt + DAY });
  expect(late).toContain('#1001 水管漏水 · 已接单 · 11-24 09:00（已超时）');
});

test('the pool', () => {
  const listed = [{ ticket: ticketAfter(REPAIR, offered), site: null }];
  expect(sayList('pool', listed, setting, 30).split('\n')).toEqual([
    '可抢的工单（30）',
    '#1001 水管漏水 · 待抢单 · 11-24 09:00',
    '还有 29 张，请打开应用查看。',
    chat.hint,
  ]);
});

test('nothing to list is said in words', () => {
  expect(sayList('mine', [], setting)).toBe(chat.noneMine);
  expect(sayList('pool', [], setting)).toBe(chat.nonePool);
});

test('a list never outgrows a message, and counts what it leaves out', () => {
  const title = fc.string({ unit: fc.constantFrom('水', 'x', '😀', 'é'), minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(fc.array(title, { minLength: 1, maxLength: 60, size: 'max' }), fc.boolean(), (titles, placed) => {
      const listed = titles.map((each, at) => ({
        ticket: { ...ticket, no: at + 1, title: each },
        site: placed ? '幸福小区 / 3号楼 / 2单元 / 1801'.repeat(4) : null,
      }));
      for (const locale of LOCALES) {
        const said = sayList('mine', listed, { ...setting, chat: words(locale).chat, cards: words(locale).cards });
        expect(bytesOf(said)).toBeLessThanOrEqual(SAY_BYTES);
        const shown = said.split('\n').filter((line) => line.startsWith('#')).length;
        const rest = Number(/(?:^还有 |^)(\d+) (?:张|more)/m.exec(said)?.[1] ?? 0);
        expect(shown).toBeGreaterThan(0);
        expect(shown + rest).toBe(titles.length);
      }
    }),
    { numRuns: 60 },
  );
});

test('a ticket in words is its card', () => {
  expect(sayCard(cardFor(play(REPAIR, accepted), 'assigned', TECH, { note: '请带梯子' }), chat).split('\n')).toEqual([
    '#1001 水管漏水',
    '请带梯子',
    '位置：幸福小区 3号楼',
    '报修人：成员1',
    '优先级：普通',
    '承诺时间：11-24 09:00',
    '状态：已接单',
    '电话：138****8000',
  ]);
  const facts = [{ label: 'Place', value: 'Block 3' }];
  const card = { ...cardFor(play(REPAIR, accepted), 'assigned', TECH), note: null, facts };
  expect(sayCard(card, words('en').chat)).toBe('#1001 水管漏水\nPlace: Block 3');
});

test('talk is answered with how it would be a remark, and a long title is as short as in a list', () => {
  const talk = sayTalk('哈哈\n😀', ticket, chat);
  const [, how = ''] = talk.split('\n');
  expect(talk).toContain('要在 #1001 水管漏水 上评论');
  expect(understand(how)).toEqual({ kind: 'comment', text: '哈哈 😀', no: 1001 });
  const [, english = ''] = sayTalk('haha', ticket, words('en').chat).split('\n');
  expect(understand(english)).toEqual({ kind: 'comment', text: 'haha', no: 1001 });
  const long = { no: 1001, title: '漏'.repeat(120) };
  const short = `#1001 ${'漏'.repeat(39)}…`;
  expect(sayDone('ticket.comment', long, chat)).toBe(`已评论：${short}`);
  expect(sayTalk('哈哈', long, chat)).toContain(short);
  const card = { ...cardFor(play(REPAIR, accepted), 'assigned', TECH), title: `#1001 ${long.title}` };
  expect(sayCard(card, chat).split('\n')[0]?.length).toBeLessThanOrEqual(50);
});

test('the outcome of an act', () => {
  expect(sayDone('ticket.depart', ticket, chat)).toBe('已出发：#1001 水管漏水');
  expect(sayRefused(1001, '已被 李工 接单', chat)).toBe('#1001 没有办成：已被 李工 接单');
  expect(sayPage(1001, 'https://x.example/go/a/t/k', chat)).toBe(
    '#1001 这一步还要填写内容，请打开：https://x.example/go/a/t/k',
  );
  expect(sayUnknown(7, chat)).toBe('没有找到工单 #7，或您无权查看。');
});

test.each(LOCALES)('everything fits into a message (%s)', (locale) => {
  const said = words(locale).chat;
  const long = '漏'.repeat(2000);
  const all = [
    sayHelp(said),
    ...[...CARD_ACTIONS, 'ticket.comment' as const].map((action) => sayDone(action, { no: 1, title: long }, said)),
    sayRefused(1, long, said),
    sayPage(1, long, said),
    sayTalk(long, { no: 1, title: long }, said),
    sayCard({ ...cardFor(play(REPAIR, accepted), 'assigned', TECH), note: long }, said),
  ];
  for (const text of all) {
    expect(bytesOf(text)).toBeLessThanOrEqual(SAY_BYTES);
    expect(text).not.toMatch(/[{}]/);
  }
});

test('bytes are counted as they travel', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(bytesOf(text));
    }),
  );
});
