import fc from 'fast-check';
import { CARD_ACTIONS } from '../../kinds';
import { LIMITS } from '../../limits';
import { ticketInputs } from '../../model/command';
import { idOf } from '../../testing/ids';
import { words } from '../../text/index';
import { type Intent, understand } from './understand';

/** `act accept 1024`, `comment - 已到货`: a dash where no number was said. */
const told = (intent: Intent): string => {
  switch (intent.kind) {
    case 'act':
      return `${intent.action.replace('ticket.', '')} ${intent.no ?? '-'}`;
    case 'show':
      return `show ${intent.no}`;
    case 'comment':
      return `comment ${intent.no ?? '-'} ${intent.text}`;
    case 'talk':
      return `talk ${intent.text}`;
    default:
      return intent.kind;
  }
};

const TABLE: Readonly<Record<string, readonly string[]>> = {
  mine: ['我的工单', '待办', '我的', ' 我的工单 ', '我的工单。', 'mine', 'TODO', 'My Tickets', 'ｍｉｎｅ'],
  pool: ['抢单', '可抢', '抢单池', '可抢的工单', 'pool', 'Available'],
  help: [
    '帮助',
    '?',
    '？',
    '??',
    'help',
    'Help!',
    'HELP',
    '帮助？',
    '',
    '   ',
    '\n',
    '\u200b',
    '\u3000',
    '评论',
    '评论 1024',
    '备注：',
  ],
  'show 1024': [
    '1024',
    '#1024',
    '＃1024',
    '１０２４',
    '# 1024',
    '工单1024',
    '工单 1024',
    '1024号',
    '查看 1024',
    'show 1024',
    'Ticket #1024',
    'no. 1024',
    '　1024　',
    '1024。',
    '001024',
    '1024 工单',
  ],
  'accept 1024': [
    '接单1024',
    '接单 1024',
    '接 1024',
    '接1024',
    '接单#1024',
    '接单：1024',
    '接单　１０２４',
    '抢 1024',
    '抢单 1024',
    '1024 接单',
    '#1024 接单',
    '我接 1024',
    'accept 1024',
    'Accept #1024',
    'take 1024',
    '接单1024号',
    '接单 1024！',
  ],
  'accept -': ['接单', '接', '我来', 'accept', 'ACCEPT', '接单。', '接单！'],
  'depart -': ['出发', '出发了', '我出发了！', '已出发', 'on my way', 'On  my way!', 'set out', 'omw'],
  'depart 1024': ['出发 1024', '1024 出发', 'depart 1024', 'set out 1024'],
  'complete -': ['完成', '完成了', '已完成', 'done', 'Done.', 'finished'],
  'complete 1024': ['完成 1024', '完成1024', '1024完成', '1024 已完成', 'done #1024', 'complete 1024'],
  'confirm 1024': ['确认 1024', '验收 1024', '确认验收1024', 'confirm 1024', 'approve 1024'],
  'confirm -': ['确认', '验收通过', 'confirm'],
  'urge 1024': ['催 1024', '催1024', '催办 1024', '催一下 1024', 'urge 1024', '1024 催'],
  'urge -': ['催', '催办', 'urge'],
  'comment 1024 已到货': [
    '评论 1024 已到货',
    '评论1024 已到货',
    '评论 #1024 已到货',
    '评论 #1024已到货',
    '评论：1024，已到货',
    '备注 1024 已到货',
    '留言＃１０２４　已到货',
    'comment 1024 已到货',
    'Note: 1024: 已到货',
    '#1024 已到货',
    '＃1024：已到货',
  ],
  'comment - 已到货': ['评论 已到货', '评论：已到货', '评论已到货', '备注，已到货', 'comment 已到货'],
  'comment - 3楼漏水': ['评论3楼漏水', '评论 3楼漏水'],
  'comment - 13800138000': ['评论 13800138000'],
  'comment - 一\n二': ['评论 一\n二'],
  'comment - 🔧': ['note 🔧'],
  'comment - 全角１２３不变': ['评论　全角１２３不变'],
  // said to nobody in particular: no remark on any ticket, for others would hear of it
  'talk 已到货': ['已到货', '  已到货  '],
  'talk 哈哈😀': ['哈哈😀'],
  'talk 3楼漏水': ['3楼漏水'],
  'talk 3 楼漏水': ['3 楼漏水'],
  // a telephone number, two numbers, a question, a verb with more behind it: no order
  'talk 13800138000': ['13800138000'],
  'talk 接单 13800138000': ['接单 13800138000'],
  'talk 接单 1024 1025': ['接单 1024 1025'],
  'talk 完成了吗？': ['完成了吗？'],
  'talk 完成？': ['完成？'],
  'talk 1024 完成了吗': ['1024 完成了吗'],
  'talk 完成 换了阀门': ['完成 换了阀门'],
  'talk 0': ['0'],
  'talk #0': ['#0'],
  'talk #': ['#'],
  'talk -1024': ['-1024'],
  'talk 10.24': ['10.24'],
  'talk 我的工单呢': ['我的工单呢'],
  'talk notebook arrived': ['notebook arrived'],
  'talk constructor': ['constructor'],
  'talk __proto__': ['__proto__'],
  'talk ...': ['...'],
  'talk 一\n二': ['一\r\n二'],
  'talk 🔧': ['🔧', '🔧\ud83d'],
  'talk 全角１２３不变': ['全角１２３不变'],
};

describe.each(Object.entries(TABLE))('%s', (expected, lines) => {
  test.each(lines.map((line) => [line]))('%j', (line) => {
    expect(told(understand(line))).toBe(expected);
  });
});

test('every action that a card may have can be said', () => {
  const said = Object.keys(TABLE).map((key) => `ticket.${key.split(' ')[0]}`);
  for (const action of CARD_ACTIONS) expect(said).toContain(action);
});

test.each(['zh-CN', 'en'] as const)('what the help names is understood as it says (%s)', (locale) => {
  const lines = words(locale).chat.help.split('\n').slice(1, -1);
  const said = lines.flatMap((line) => line.split(/[：:]/)[0]?.split(/[、,] ?/) ?? []);
  expect(said.map((each) => told(understand(each)).split(' ')[0])).toEqual([
    'mine',
    'pool',
    'show',
    'accept',
    'depart',
    'complete',
    'confirm',
    'urge',
    'comment',
  ]);
});

const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '接单',
        '评论',
        '完成',
        'note',
        '#',
        '＃',
        '１',
        '1024',
        '0',
        ' ',
        '　',
        '：',
        '号',
        '?',
        '\n',
        '\0',
        '\ud800',
        '已到货',
        '.',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
);

test('any line at all means something, and what it means can be carried out', () => {
  const { text: schema } = ticketInputs['ticket.comment'].shape;
  fc.assert(
    fc.property(anyLine, (line) => {
      const intent = understand(line);
      expect(understand(line)).toEqual(intent);
      if ('no' in intent && intent.no !== null) {
        expect(Number.isSafeInteger(intent.no)).toBe(true);
        expect(intent.no).toBeGreaterThan(0);
      }
      if (intent.kind === 'comment') expect(schema.parse(intent.text)).toBe(intent.text);
    }),
    { numRuns: 3000 },
  );
});

test('the longest line is a comment that can be stored', () => {
  const intent = understand(`评论 ${'漏'.repeat(LIMITS.longText * 2)}`);
  if (intent.kind !== 'comment') throw new Error(intent.kind);
  const { ticketId, ...rest } = ticketInputs['ticket.comment'].parse({ ticketId: idOf('k', 1), text: intent.text });
  expect(rest).toEqual({ text: intent.text });
  expect(ticketId).toBe(idOf('k', 1));
});
