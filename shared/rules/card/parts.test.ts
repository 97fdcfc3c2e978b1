import fc from 'fast-check';
import { NOTICE_KINDS } from '../../kinds';
import { newEvents, zhCards } from '../../testing/notices';
import { REQUESTER, TECH } from '../../testing/people';
import { REPAIR } from '../../testing/sample';
import { cancel, comment, log, reject, urge } from '../../testing/say';
import { done, onSite, reported } from '../../testing/stories';
import { type Act, act, play, ticketAfter } from '../../testing/story';
import { words } from '../../text/index';
import { masked } from '../phone';
import { clip } from './clip';
import { digest, isLinked, noteOf, testCard, testedCard } from './compose';
import { when } from './when';

test.each([
  ['13800138000', '138****8000'],
  ['138 0013 8000', '138****8000'],
  ['+86 21-6000-0000', '862****0000'],
  ['60001234', '****1234'],
  ['8001234', '****34'],
  ['12345', '****45'],
])('%s is shown as %s', (phone, expected) => {
  expect(masked(phone)).toBe(expected);
});

const CHINA = 480;
const local = (time: string) => Date.parse(`${time}:00+08:00`);

test.each([
  ['2026-11-23 18:30', '11-23 18:30'],
  ['2026-11-23 00:00', '11-23 00:00'],
  ['2026-11-24 00:00', '11-24 00:00'],
  ['2026-11-22 23:59', '11-22 23:59'],
  ['2026-11-25 09:00', '11-25 09:00'],
  ['2026-11-21 09:00', '11-21 09:00'],
  ['2027-01-02 09:00', '2027-01-02 09:00'],
  ['2025-12-31 09:00', '2025-12-31 09:00'],
])('%s is said as %s', (time, expected) => {
  expect(when(local(time.replace(' ', 'T')), local('2026-11-23T12:00'), CHINA, zhCards)).toBe(expected);
});

test('in English', () => {
  const english = (at: string) => when(local(at), local('2026-12-31T23:00'), CHINA, words('en').cards);
  expect([english('2026-11-08T23:05'), english('2027-01-01T08:00')]).toEqual(['Nov 8, 23:05', 'Jan 1, 2027, 08:00']);
});

test('a moment reads the same on the next day: a chat is read again, and 今天 would be another', () => {
  const [at, next] = [local('2026-11-23T23:05'), 86_400_000];
  for (const said of [zhCards, words('en').cards])
    expect(when(at, at, CHINA, said)).toBe(when(at, at + next, CHINA, said));
});

test('clipping leaves what fits, and cuts no character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
      const clipped = clip(text, most);
      expect([...clipped].length).toBeLessThanOrEqual(most);
      if ([...text].length <= most) expect(clipped).toBe(text);
      else expect(clipped.endsWith('…')).toBe(true);
      // half a character cannot be encoded
      expect(() => encodeURIComponent(clipped)).not.toThrow();
    }),
  );
});

describe('whose words are quoted', () => {
  test.each<readonly [string, readonly Act[], Act, string | null]>([
    ['a rejection', done, act(REQUESTER, reject('还在漏')), '还在漏'],
    ['a comment', done, act(REQUESTER, comment('请带梯子')), '请带梯子'],
    ['a log', onSite, act(TECH, log('换了阀门')), '换了阀门'],
    ['a log of minutes alone', onSite, act(TECH, log('', 10)), null],
    ['the end', reported, act(REQUESTER, cancel('自己修好了')), '自己修好了'],
  ])('%s', (_, story, said, expected) => {
    const before = play(REPAIR, story);
    expect(noteOf(newEvents(before, play(REPAIR, [said], before)))).toBe(expected);
  });
  test('nobody’s, of nothing', () => expect(noteOf([])).toBeNull());

  test.each([
    ['the link', { only: ticketAfter(REPAIR, reported).id }, true],
    ['the device', { only: null }, false],
  ])('by %s', (_, guest, expected) => {
    const before = play(REPAIR, reported);
    for (const said of [comment('还在漏'), urge()]) {
      const after = play(REPAIR, [act({ ...REQUESTER, guest }, said)], before);
      expect(isLinked(newEvents(before, after))).toBe(expected);
    }
    expect(isLinked([])).toBe(false);
  });
});

describe('a digest', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      no: 1001 + (at % 3),
      title: '水管漏水',
      kind: NOTICE_KINDS[at % NOTICE_KINDS.length] ?? 'created',
    }));

  test('counts notices and tickets, and shows the first ones', () => {
    const card = digest(items(9), '/go/a/work', 5, zhCards);
    expect(card).toMatchObject({ kind: 'digest', heading: '9 条新通知', title: '涉及 3 张工单', no: null, at: 5 });
    expect(card.facts.map(({ label, value }) => `${label} ${value}`)).toEqual([
      '新工单 #1001 水管漏水',
      '抢单 #1002 水管漏水',
      '派给您 #1003 水管漏水',
      '已接单 #1001 水管漏水',
      '已出发 #1002 水管漏水',
      '其余 还有 4 条',
    ]);
    expect(card.buttons).toEqual([{ kind: 'open', text: '查看' }]);
  });

  test.each([
    [0, 0],
    [1, 1],
    [6, 6],
    [7, 6],
    [100, 6],
  ])('of %i notices shows %i lines', (count, expected) => {
    const { facts } = digest(items(count), '/', 0, zhCards);
    expect(facts.length).toBe(expected);
    const rest = Number(/还有 (\d+) 条/.exec(facts.at(-1)?.value ?? '')?.[1] ?? 0);
    expect(facts.length - (rest > 0 ? 1 : 0) + rest).toBe(count);
  });
});

test.each(['zh-CN', 'en'] as const)(
  'the trial card has a button that only acknowledges, and then none (%s)',
  (locale) => {
    const { cards } = words(locale);
    const fresh = testCard('/go/a/work', 5, cards);
    expect(fresh.buttons.map(({ kind }) => kind)).toEqual(['ack', 'open']);
    expect(fresh).toMatchObject({ kind: 'test', status: null, no: null, path: '/go/a/work', at: 5 });
    const pressed = testedCard('/go/a/work', 5, cards);
    expect(pressed.buttons.map(({ kind }) => kind)).toEqual(['open']);
    expect(pressed.status).toBe(cards.test.pressed);
  },
);

/** WeCom 90236: a button's text, ten characters at most, better fewer. */
test.each(['zh-CN', 'en'] as const)('every button’s word is short enough (%s)', (locale) => {
  for (const text of Object.values(words(locale).cards.buttons)) expect(text.length).toBeLessThanOrEqual(10);
});
