import { CARD_ACTIONS, NOTICE_KINDS } from '@paidan/shared/kinds';
import type { Card, CardButton } from '@paidan/shared/rules/card/card';
import fc from 'fast-check';
import type { JsonObject } from '../../http/client';
import { changedCard, newCard } from './card';

const BASE = 'https://paidan.example';
const CARD: Card = {
  kind: 'offered',
  heading: '新工单可抢',
  title: '#1024 厨房水管漏水',
  note: null,
  urgent: true,
  facts: [
    { label: '地点', value: '3 号楼 · 502' },
    { label: '优先级', value: '紧急' },
  ],
  buttons: [
    { kind: 'act', text: '接单', action: 'ticket.accept' },
    { kind: 'open', text: '查看详情' },
  ],
  status: null,
  path: '/go/a1/t/1024',
  stage: '待接单',
  handler: null,
  no: 1024,
  at: 0,
};
const FACE = {
  source: { desc: '新工单可抢', desc_color: 2 },
  main_title: { title: '#1024 厨房水管漏水' },
  horizontal_content_list: [
    { keyname: '地点', value: '3 号楼 · 502' },
    { keyname: '优先级', value: '紧急' },
  ],
  card_action: { type: 1, url: `${BASE}/go/a1/t/1024` },
};
const BUTTONS = [
  { type: 0, text: '接单', style: 1, key: 'ticket.accept' },
  { type: 1, text: '查看详情', style: 2, url: `${BASE}/go/a1/t/1024` },
];

test('what can be pressed is a card with buttons', () => {
  expect(newCard(CARD, { baseUrl: BASE, cardId: 'c1' })).toEqual({
    ...FACE,
    card_type: 'button_interaction',
    button_list: BUTTONS,
    task_id: 'c1',
  });
});

test('a card that tries out a connection has a button that only says that it was pressed', () => {
  const card: Card = { ...CARD, buttons: [{ kind: 'ack', text: '按我' }], note: '只是试一试', urgent: false };
  expect(newCard(card, { baseUrl: BASE, cardId: 'test-1' })).toMatchObject({
    source: { desc_color: 0 },
    quote_area: { type: 0, quote_text: '只是试一试' },
    button_list: [{ type: 0, text: '按我', key: 'ack' }],
  });
});

test.each<[string, Partial<Card>, string | null]>([
  ['no name for the card', {}, null],
  ['a name that the platform refuses', {}, 'ä 1'],
])('%s: a card that leads to the page', (_, change, cardId) => {
  expect(newCard({ ...CARD, ...change }, { baseUrl: BASE, cardId })).toEqual({
    ...FACE,
    card_type: 'text_notice',
    jump_list: [{ type: 1, title: '查看详情', url: `${BASE}/go/a1/t/1024` }],
  });
});

test('what is over is said in a new card, with the way to the page as its button: it comes with a code, by which it goes on', () => {
  const over = { ...CARD, status: '已被李工接单', buttons: CARD.buttons.filter(({ kind }) => kind === 'open') };
  const sent = newCard(over, { baseUrl: BASE, cardId: 'c1' });
  expect(sent).toEqual({
    ...FACE,
    card_type: 'button_interaction',
    button_list: [BUTTONS[1]],
    sub_title_text: '已被李工接单',
    task_id: 'c1',
  });
  expect(newCard(over, { baseUrl: BASE, cardId: null })).toMatchObject({
    card_type: 'text_notice',
    sub_title_text: '已被李工接单',
  });
});

test('what is over greys the buttons of a card that was sent', () => {
  expect(changedCard({ ...CARD, status: '已被李工接单' }, BASE)).toEqual({
    ...FACE,
    card_type: 'button_interaction',
    button_list: [{ type: 0, text: '已被李工接单', style: 1, key: 'over' }],
    replace_text: '已被李工接单',
  });
});

test('a card that was sent gets its next buttons, and never a name', () => {
  expect(changedCard(CARD, BASE)).toEqual({ ...FACE, card_type: 'button_interaction', button_list: BUTTONS });
  expect(changedCard({ ...CARD, buttons: [] }, BASE)).toEqual({ ...FACE, card_type: 'text_notice' });
});

test.each([
  ['/go/楼 1', `${BASE}/go/%E6%A5%BC%201`],
  ['/go/%E6%A5%BC?x=1&y=2', `${BASE}/go/%E6%A5%BC?x=1&y=2`],
  ['.evil.example/', `${BASE}/`],
  ['@evil.example/', `${BASE}/`],
  [`/${'x'.repeat(3_000)}`, `${BASE}/`],
])('%s leads to our own site', (path, url) => {
  expect(newCard({ ...CARD, path }, { baseUrl: BASE, cardId: null }).card_action).toEqual({ type: 1, url });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', '\0', '\ud800', '水'.repeat(500)),
);
const button: fc.Arbitrary<CardButton> = fc.oneof(
  fc.record({ kind: fc.constant('act' as const), text, action: fc.constantFrom(...CARD_ACTIONS) }),
  fc.record({ kind: fc.constant('ack' as const), text }),
  fc.record({ kind: fc.constant('open' as const), text }),
);
const anyCard: fc.Arbitrary<Card> = fc.record({
  kind: fc.constantFrom(...NOTICE_KINDS, 'digest' as const, 'test' as const),
  heading: text,
  title: text,
  note: fc.option(text),
  urgent: fc.boolean(),
  facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
  buttons: fc.array(button, { maxLength: 9 }),
  status: fc.option(text),
  path: fc.oneof(
    text,
    text.map((rest) => `/${rest}`),
  ),
  stage: text,
  handler: fc.option(text),
  no: fc.option(fc.nat()),
  at: fc.nat(),
});
const anyId = fc.option(fc.oneof(fc.constantFrom('c1', 'a'.repeat(129), 'ä', ''), text));

test('any notice at all is within the platform’s limits, sent or changed', () => {
  fc.assert(
    fc.property(anyCard, anyId, (card, cardId) => {
      const sent = newCard(card, { baseUrl: BASE, cardId });
      expect([...faultsOf(sent, 'send'), ...faultsOf(changedCard(card, BASE), 'update')]).toEqual([]);
      if (cardId === null) expect(sent.card_type).toBe('text_notice');
    }),
  );
});

type Shape = Readonly<Record<string, unknown>>;

/** The platform's own rules (90236, 94888): which of them the card breaks. */
function faultsOf(card: JsonObject, mode: 'send' | 'update'): readonly string[] {
  const faults: string[] = [];
  const must = (holds: boolean, rule: string) => holds || faults.push(`${mode}: ${rule}`);
  const part = (name: string) => (card[name] ?? {}) as Shape;
  const list = (name: string, least: number, most: number) => {
    const found = (card[name] ?? []) as readonly Shape[];
    must(found.length >= least && found.length <= most, name);
    return found;
  };
  must([0, 1, 2, 3].includes(Number(part('source').desc_color)), 'source.desc_color');
  must(isFilled(part('main_title').title), 'main_title.title');
  must(card.quote_area === undefined || isFilled(part('quote_area').quote_text), 'quote_area');
  must(part('card_action').type === 1 && isOurs(part('card_action').url), 'card_action');
  must(mode === 'update' || card.replace_text === undefined, 'replace_text');
  must(Buffer.byteLength(JSON.stringify(card)) < 16_384, 'all of it');
  for (const { keyname, value } of list('horizontal_content_list', 0, 6)) {
    must(isFilled(keyname) && typeof value === 'string', 'horizontal_content_list');
  }
  for (const { type, title, url } of list('jump_list', 0, 3)) {
    must(type === 1 && isFilled(title) && isOurs(url), 'jump_list');
  }
  if (card.card_type === 'text_notice') {
    must(card.button_list === undefined && card.task_id === undefined, 'a notice has no buttons');
    return faults;
  }
  must(card.card_type === 'button_interaction', 'card_type');
  must(card.jump_list === undefined, 'buttons and links');
  must(
    mode === 'send' ? /^[0-9A-Za-z_@-]{1,128}$/.test(String(card.task_id ?? '')) : card.task_id === undefined,
    'task_id',
  );
  const buttons = list('button_list', 1, 3);
  const keys = buttons.filter(({ type }) => type === 0).map(({ key }) => key);
  // Buttons that only lead to a page have no keys (90236).
  must(buttons.length > 0 && new Set(keys).size === keys.length, 'keys once each');
  for (const { type, text: words, key, url } of buttons) {
    must(isFilled(words), 'button_list.text');
    must(type === 1 ? isOurs(url) : isFilled(key) && Buffer.byteLength(key) <= 1_024, 'button_list.key or url');
  }
  return faults;
}

const isFilled = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(value);
const isOurs = (url: unknown): boolean =>
  isFilled(url) && url.startsWith(`${BASE}/`) && Buffer.byteLength(url) <= 2_048;

test('the rules of this test are not idle', () => {
  const { task_id, ...nameless } = newCard(CARD, { baseUrl: BASE, cardId: 'c1' });
  expect(faultsOf(nameless, 'send')).toEqual(['send: task_id']);
  expect(faultsOf({ ...nameless, button_list: [], task_id }, 'send')).toEqual([
    'send: button_list',
    'send: keys once each',
  ]);
});
