import fc from 'fast-check';
import type { Shape } from '../shape';
import { callsBack, cardFault, keysOf } from './card';

const action = { type: 1, url: 'https://paidan.example/go/1' };
const long = (bytes: number) => 'k'.repeat(bytes);
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `o${n}`, text: `选项${n}` }));
const rows = (count: number, row: object) => Array.from({ length: count }, () => row);
const buttonsOf = (count: number) => Array.from({ length: count }, (_, n) => ({ text: '按', key: `k${n}` }));

const CARDS: Readonly<Record<string, Shape>> = {
  text_notice: { card_type: 'text_notice', main_title: { title: '工单' }, card_action: action },
  news_notice: {
    card_type: 'news_notice',
    main_title: { title: '工单' },
    card_image: { url: 'https://paidan.example/1.png' },
    card_action: action,
  },
  button_interaction: {
    card_type: 'button_interaction',
    task_id: 'task-1',
    main_title: { title: '工单' },
    button_list: [{ text: '接单', key: 'accept' }],
  },
  vote_interaction: {
    card_type: 'vote_interaction',
    task_id: 'task-1',
    main_title: { title: '满意吗' },
    checkbox: { question_key: 'q', mode: 0, option_list: options(2) },
    submit_button: { text: '提交', key: 'submit' },
  },
  multiple_interaction: {
    card_type: 'multiple_interaction',
    task_id: 'task-1',
    main_title: { title: '选择' },
    select_list: [{ question_key: 'q', title: '何时', option_list: options(2) }],
    submit_button: { text: '提交', key: 'submit' },
  },
};
const cardOf = (type: string, changes: Shape = {}): Shape =>
  Object.fromEntries(Object.entries({ ...CARDS[type], ...changes }).filter(([, value]) => value !== undefined));
const faultOf = (card: Shape, mode: 'send' | 'update' | 'group' = 'send') =>
  cardFault(card, { mode, isPerson: (userid) => userid === 'LiGong' })?.errcode ?? 0;

describe('cards as they should be', () => {
  test.each(Object.keys(CARDS))('%s', (type) => expect(faultOf(cardOf(type))).toBe(0));

  test('with everything that a text notice can have', () => {
    const full = cardOf('text_notice', {
      source: { icon_url: 'https://paidan.example/i.png', desc: '派单', desc_color: 1 },
      task_id: 'a_b-c@d1',
      action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
      quote_area: { type: 1, url: 'https://paidan.example', title: '引用', quote_text: '原话' },
      emphasis_content: { title: '3', desc: '待办' },
      sub_title_text: '第二行',
      horizontal_content_list: [
        { keyname: '地点', value: '3 栋' },
        { type: 1, keyname: '官网', value: '打开', url: 'https://paidan.example' },
        { type: 2, keyname: '附件', value: 'a.pdf', media_id: 'm' },
        { type: 3, keyname: '师傅', value: '李工', userid: 'LiGong' },
      ],
      jump_list: [{ type: 2, title: '小程序', appid: 'wx1', pagepath: 'pages/a' }],
    });
    expect(faultOf(full)).toBe(0);
  });

  test('a second line alone does for a text notice', () =>
    expect(faultOf(cardOf('text_notice', { main_title: undefined, sub_title_text: '只有这一行' }))).toBe(0));
  test('the limits themselves', () => {
    const card = cardOf('button_interaction', {
      task_id: long(128),
      button_list: [...buttonsOf(5), { text: '长', key: long(1024) }],
      horizontal_content_list: rows(6, { keyname: '键' }),
      button_selection: { question_key: long(1024), option_list: options(10), selected_id: 'o9' },
    });
    expect(faultOf(card)).toBe(0);
  });
});

type Case = readonly [what: string, type: string, changes: Shape, errcode: number];
const CASES: readonly Case[] = [
  ['no such type', 'text_notice', { card_type: 'poster' }, 42031],
  ['a name of every object', 'text_notice', { card_type: 'constructor' }, 42031],
  ['an unknown field', 'text_notice', { buttonlist: [] }, 40058],
  ['no title', 'button_interaction', { main_title: {} }, 42033],
  ['neither title nor second line', 'text_notice', { main_title: {} }, 42033],
  ['a second line in place of a title', 'news_notice', { main_title: undefined, sub_title_text: '行' }, 42033],
  ['a colour that is not there', 'text_notice', { source: { desc_color: 4 } }, 40058],
  ['an icon without an address', 'text_notice', { source: { icon_url: 'icon.png' } }, 42028],
  ['no task', 'button_interaction', { task_id: undefined }, 42014],
  ['an empty task', 'vote_interaction', { task_id: '' }, 42014],
  ['a task with a colon', 'button_interaction', { task_id: 'a:b' }, 42014],
  ['a task of 129 bytes', 'button_interaction', { task_id: long(129) }, 42014],
  ['a menu without a task', 'text_notice', { action_menu: { action_list: [{ text: 'a', key: 'b' }] } }, 42014],
  ['an empty menu', 'text_notice', { task_id: 't', action_menu: { action_list: [] } }, 40058],
  [
    'four menu entries',
    'text_notice',
    { task_id: 't', action_menu: { action_list: rows(4, { text: 'a', key: 'b' }) } },
    40058,
  ],
  [
    'a menu key twice',
    'text_notice',
    { task_id: 't', action_menu: { action_list: rows(2, { text: 'a', key: 'b' }) } },
    42051,
  ],
  [
    'a menu key of a button',
    'button_interaction',
    { action_menu: { action_list: [{ text: 'a', key: 'accept' }] } },
    42051,
  ],
  [
    'a menu key too long',
    'text_notice',
    { task_id: 't', action_menu: { action_list: [{ text: 'a', key: long(1025) }] } },
    42018,
  ],
  ['seven lines', 'text_notice', { horizontal_content_list: rows(7, { keyname: '键' }) }, 42035],
  ['a line without a name', 'text_notice', { horizontal_content_list: [{ value: '值' }] }, 42027],
  ['a line’s address', 'text_notice', { horizontal_content_list: [{ type: 1, keyname: '键', url: 'x' }] }, 42028],
  ['a line’s file', 'text_notice', { horizontal_content_list: [{ type: 2, keyname: '键' }] }, 42029],
  ['a line’s person', 'text_notice', { horizontal_content_list: [{ type: 3, keyname: '键', userid: 'x' }] }, 42050],
  ['a line of no type', 'text_notice', { horizontal_content_list: [{ type: 4, keyname: '键' }] }, 40058],
  ['lines that are no list', 'text_notice', { horizontal_content_list: { keyname: '键' } }, 42035],
  ['four links', 'text_notice', { jump_list: rows(4, { title: '链', type: 0 }) }, 42042],
  ['a link without a title', 'text_notice', { jump_list: [{ type: 0 }] }, 42033],
  ['a link without an address', 'text_notice', { jump_list: [{ title: '链', type: 1 }] }, 42028],
  ['a link without a mini-program', 'text_notice', { jump_list: [{ title: '链', type: 2 }] }, 42030],
  ['nowhere to go', 'text_notice', { card_action: undefined }, 42045],
  ['going nowhere', 'news_notice', { card_action: { type: 0 } }, 42045],
  ['going to no address', 'text_notice', { card_action: { type: 1 } }, 42028],
  ['going to no mini-program', 'text_notice', { card_action: { type: 2 } }, 42030],
  ['a quotation of no type', 'text_notice', { quote_area: { type: 3 } }, 40058],
  ['no picture', 'news_notice', { card_image: undefined }, 42044],
  ['a picture without an address', 'news_notice', { card_image: {} }, 42044],
  ['too wide', 'news_notice', { card_image: { url: 'https://a.b/c', aspect_ratio: 2.26 } }, 40058],
  ['too narrow', 'news_notice', { card_image: { url: 'https://a.b/c', aspect_ratio: 1.29 } }, 40058],
  ['a picture with words, without the picture', 'news_notice', { image_text_area: { title: 'a' } }, 42044],
  ['five lines down', 'news_notice', { vertical_content_list: rows(5, { title: 'a' }) }, 42036],
  ['a line down without a title', 'news_notice', { vertical_content_list: [{ desc: 'a' }] }, 42033],
  ['no button', 'button_interaction', { button_list: [] }, 40058],
  ['seven buttons', 'button_interaction', { button_list: buttonsOf(7) }, 40058],
  ['a button without words', 'button_interaction', { button_list: [{ key: 'a' }] }, 42038],
  ['a button without a key', 'button_interaction', { button_list: [{ text: 'a' }] }, 42039],
  ['a button’s key too long', 'button_interaction', { button_list: [{ text: 'a', key: long(1025) }] }, 42018],
  ['a button’s key, in bytes', 'button_interaction', { button_list: [{ text: 'a', key: '键'.repeat(342) }] }, 42018],
  ['a button’s key twice', 'button_interaction', { button_list: rows(2, { text: 'a', key: 'b' }) }, 42019],
  ['a link button without an address', 'button_interaction', { button_list: [{ text: 'a', type: 1 }] }, 42028],
  ['a button of no type', 'button_interaction', { button_list: [{ text: 'a', key: 'b', type: 2 }] }, 40058],
  ['links on a button card', 'button_interaction', { jump_list: [] }, 40058],
  ['large words on a button card', 'button_interaction', { emphasis_content: {} }, 40058],
  [
    'a selection of eleven',
    'button_interaction',
    { button_selection: { question_key: 'q', option_list: options(11) } },
    42037,
  ],
  ['a selection without a question', 'button_interaction', { button_selection: { option_list: options(1) } }, 42043],
  [
    'selected what is not there',
    'button_interaction',
    { button_selection: { question_key: 'q', option_list: options(1), selected_id: 'x' } },
    42040,
  ],
  ['no vote', 'vote_interaction', { checkbox: undefined }, 42043],
  [
    'a mode that is not there',
    'vote_interaction',
    { checkbox: { question_key: 'q', mode: 2, option_list: options(1) } },
    40058,
  ],
  ['21 options', 'vote_interaction', { checkbox: { question_key: 'q', option_list: options(21) } }, 42037],
  [
    'an option twice',
    'vote_interaction',
    { checkbox: { question_key: 'q', option_list: rows(2, { id: 'a', text: 'b' }) } },
    42040,
  ],
  [
    'an option’s id too long',
    'vote_interaction',
    { checkbox: { question_key: 'q', option_list: [{ id: long(129), text: 'b' }] } },
    42040,
  ],
  [
    'an option without words',
    'vote_interaction',
    { checkbox: { question_key: 'q', option_list: [{ id: 'a' }] } },
    42041,
  ],
  ['a menu on a vote', 'vote_interaction', { action_menu: { action_list: [{ text: 'a', key: 'b' }] } }, 40058],
  ['no submit button', 'vote_interaction', { submit_button: undefined }, 42046],
  ['a submit button without words', 'multiple_interaction', { submit_button: { key: 'a' } }, 42049],
  ['a submit button without a key', 'multiple_interaction', { submit_button: { text: 'a' } }, 42046],
  ['no selects', 'multiple_interaction', { select_list: [] }, 42047],
  [
    'four selects',
    'multiple_interaction',
    { select_list: rows(4, { question_key: 'q', option_list: options(1) }) },
    42047,
  ],
  [
    'a question twice',
    'multiple_interaction',
    { select_list: rows(2, { question_key: 'q', option_list: options(1) }) },
    42043,
  ],
  ['words of an update', 'button_interaction', { replace_text: '已接单' }, 40058],
  ['a title that is no text', 'text_notice', { main_title: { title: 5 } }, 40058],
];

test.each(CASES)('%s (%s)', (_, type, changes, errcode) => expect(faultOf(cardOf(type, changes))).toBe(errcode));

test('an update brings no task, and may grey the buttons', () => {
  expect(faultOf(cardOf('button_interaction'), 'update')).toBe(42014);
  expect(faultOf(cardOf('button_interaction', { task_id: undefined, replace_text: '已接单' }), 'update')).toBe(0);
  const disabled = { ...(CARDS.vote_interaction?.checkbox as Shape), disable: true };
  expect(faultOf(cardOf('vote_interaction', { task_id: undefined, checkbox: disabled }), 'update')).toBe(0);
  expect(faultOf(cardOf('vote_interaction', { checkbox: disabled }))).toBe(40058);
});

test('whatever comes, there is an answer', () => {
  const anyPart = fc.constantFrom(...Object.keys(CARDS), 'none').chain((type) =>
    fc.record({
      card_type: fc.constant(type),
      ...Object.fromEntries(
        ['source', 'action_menu', 'button_list', 'select_list', 'checkbox', 'submit_button', 'card_action'].map(
          (name) => [
            name,
            fc.oneof(fc.jsonValue(), fc.array(fc.record({ key: fc.jsonValue(), option_list: fc.jsonValue() }))),
          ],
        ),
      ),
    }),
  );
  fc.assert(
    fc.property(anyPart, (card) => {
      expect(faultOf(card)).not.toBe(0);
      keysOf(card);
      callsBack(card);
    }),
  );
});

test('a group takes notices without a way back', () => {
  expect(faultOf(cardOf('text_notice'), 'group')).toBe(0);
  expect(faultOf(cardOf('button_interaction'), 'group')).toBe(42031);
  const menu = { task_id: 't', action_menu: { action_list: [{ text: 'a', key: 'b' }] } };
  expect(faultOf(cardOf('text_notice', menu), 'group')).toBe(40058);
});

test('what can be pressed', () => {
  expect(Object.keys(CARDS).filter((type) => callsBack(cardOf(type)))).toEqual([
    'button_interaction',
    'vote_interaction',
    'multiple_interaction',
  ]);
  const links = cardOf('button_interaction', { button_list: [{ text: 'a', type: 1, url: 'https://a.b/c' }] });
  expect([callsBack(links), keysOf(links).buttons]).toEqual([false, []]);
  expect(keysOf(cardOf('vote_interaction')).buttons).toEqual(['submit']);
});
