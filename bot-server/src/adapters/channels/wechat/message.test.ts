// Whatever a card says, its message has each keyword that the template has, and none of them empty.
import { CARD_ACTIONS, NOTICE_KINDS } from '@paidan/shared/kinds';
import { SUBSCRIPTION_FACTS, type Subscription } from '@paidan/shared/model/account';
import type { Card } from '@paidan/shared/rules/card/card';
import { subscriptionOf, topicOf } from '@paidan/shared/rules/card/topic';
import fc from 'fast-check';
import { pageOf, subscribeMessage } from './message';

const ID = '0123456789abcdefghjk';
const card: Card = {
  kind: 'accepted',
  heading: '已接单',
  title: '#1024 厨房水管漏水',
  note: null,
  urgent: false,
  facts: [],
  buttons: [],
  status: null,
  path: `/go/${ID}/t/${ID}`,
  stage: '处理中',
  handler: '李工',
  no: 1024,
  at: Date.UTC(2026, 0, 3, 7, 4),
};
const progress: Subscription = {
  topic: 'progress',
  templateId: 'progress-template',
  keys: {
    title: 'thing1',
    no: 'character_string2',
    status: 'phrase3',
    time: 'time4',
    handler: 'name5',
    note: 'thing6',
  },
};
const answer: Subscription = { topic: 'answer', templateId: 'answer-template', keys: { title: 'thing1' } };

test('the template, its keywords and the page of the ticket', () =>
  expect(subscribeMessage('openid', card, progress)).toEqual({
    touser: 'openid',
    template_id: 'progress-template',
    page: `pages/ticket/index?id=${ID}`,
    lang: 'zh_CN',
    data: {
      thing1: { value: '厨房水管漏水' },
      character_string2: { value: '1024' },
      phrase3: { value: '处理中' },
      time4: { value: '2026年1月3日 15:04' },
      name5: { value: '李工' },
      thing6: { value: '已接单' },
    },
  }));

test('the number stands before the title where it has no keyword of its own', () =>
  expect(subscribeMessage('openid', card, answer).data).toEqual({ thing1: { value: '#1024 厨房水管漏水' } }));

test('nobody yet, nothing said: the message is still whole', () => {
  const { data } = subscribeMessage('openid', { ...card, handler: null, no: null, note: '', stage: '' }, progress);
  expect(Object.values(data).map(({ value }) => value)).toEqual(expect.arrayContaining(['待定', '-', '已接单', '无']));
});

test.each([
  [`/go/${ID}/t/${ID}`, `pages/ticket/index?id=${ID}`],
  [`/go/${ID}/t/${ID}?from=card`, `pages/ticket/index?id=${ID}`],
  [`/go/${ID}/todo`, null],
  [`/go/${ID}/t/${ID}0`, null],
  ['/go/x/t/short', null],
])('%s opens %s', (path, page) => {
  expect(pageOf(path)).toBe(page);
  expect(subscribeMessage('openid', { ...card, path }, progress).page).toBe(page ?? undefined);
});

describe('which template', () => {
  const act = (action: (typeof CARD_ACTIONS)[number]) => [{ kind: 'act', text: 'x', action } as const];
  test.each([
    ['accepted', [], 'progress'],
    ['cancelled', [], 'progress'],
    ['overdue', act('ticket.urge'), 'progress'],
    ['completed', [], 'answer'],
    ['rate', [], 'answer'],
    ['offered', act('ticket.accept'), 'answer'],
    ['urged', act('ticket.confirm'), 'answer'],
  ] as const)('%s with %j is %s', (kind, buttons, topic) => {
    expect(topicOf({ kind, buttons })).toBe(topic);
    expect(subscriptionOf({ subscriptions: [progress, answer] }, { kind, buttons })?.topic).toBe(topic);
    expect(subscriptionOf({ subscriptions: [answer] }, { kind, buttons })).toBe(answer);
    expect(subscriptionOf({ subscriptions: [progress] }, { kind, buttons })).toBe(progress);
    expect(subscriptionOf({}, { kind, buttons })).toBeNull();
  });

  test('a remark goes only where its words have a place', () => {
    const remark = { kind: 'commented', buttons: [] } as const;
    const withNote = { ...progress, keys: { ...progress.keys, note: 'thing9' } };
    const without = { ...progress, keys: { title: 'thing1' } };
    expect(subscriptionOf({ subscriptions: [without, { ...answer, keys: { title: 'thing1' } }] }, remark)).toBeNull();
    expect(subscriptionOf({ subscriptions: [without, withNote] }, remark)).toBe(withNote);
  });
});

const words = fc.string({ unit: 'grapheme', maxLength: 150 });
const anyCard: fc.Arbitrary<Card> = fc.record({
  kind: fc.constantFrom(...NOTICE_KINDS, 'digest', 'test'),
  heading: words,
  title: words,
  note: fc.option(words),
  urgent: fc.boolean(),
  facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 6 }),
  buttons: fc.array(fc.record({ kind: fc.constant('act'), text: words, action: fc.constantFrom(...CARD_ACTIONS) }), {
    maxLength: 3,
  }),
  status: fc.option(words),
  path: fc.oneof(fc.constant(card.path), words),
  stage: words,
  handler: fc.option(words),
  no: fc.option(fc.integer({ min: 1, max: 1e9 })),
  at: fc.integer({ min: 0, max: 4e12 }),
});
const TYPES = [
  'thing',
  'phrase',
  'character_string',
  'time',
  'date',
  'name',
  'number',
  'letter',
  'phone_number',
  'enum',
];
const anyKeys = fc.array(fc.constantFrom(...TYPES), { minLength: 6, maxLength: 6 });

test('any card, any template: every keyword is there and says something', () =>
  fc.assert(
    fc.property(anyCard, anyKeys, (one, types) => {
      const keys = Object.fromEntries(SUBSCRIPTION_FACTS.map((fact, at) => [fact, `${types[at]}${at + 1}`]));
      const { data, page } = subscribeMessage('openid', one, { ...progress, keys });
      expect(Object.keys(data).sort()).toEqual(Object.values(keys).sort());
      for (const { value } of Object.values(data)) expect(value).not.toBe('');
      for (const [keyword, { value }] of Object.entries(data)) {
        expect(value.length).toBeLessThanOrEqual(keyword.startsWith('phrase') ? 10 : 32);
      }
      expect(page?.startsWith('/') ?? false).toBe(false);
    }),
  ));
