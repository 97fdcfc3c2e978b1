import fc from 'fast-check';
import { HOLD_REASONS } from '../../kinds';
import { HASTY, judge, type Look, sameWords } from './judge';

const FINE: Look = { words: ['花园的路灯不亮'], photos: 0, trap: '', took: 20_000, repeated: false };
const look = (change: Partial<Look>) => judge({ ...FINE, ...change }, HOLD_REASONS);
const said = (...words: string[]) => look({ words });

test('an ordinary report is none of these', () => {
  expect(look({})).toEqual([]);
  expect(look({ took: null })).toEqual([]);
  expect(look({ took: HASTY })).toEqual([]);
});

test.each([
  '空调滴水',
  '漏水',
  '3号楼2单元电梯停了',
  'Lift 2 is stuck',
  '门禁刷不开，联系电话写在下面了 13800001111',
  '水压0.5公斤都没有',
  '快递柜 A-12 打不开。请来人看看',
  'QQ农场旁边的灯坏了',
  'The door at B.1 is open',
  '用微信号 abc1 报过修',
  '看 a.computer',
])('%s: passes', (words) => expect(said(words)).toEqual([]));

test.each([
  ['http://a.b/c 点我', 'links'],
  ['看 www.example.com', 'links'],
  ['优惠见 shop-123.com', 'links'],
  ['开锁 加微信 kai12345', 'links'],
  ['加VX：abc_999', 'links'],
  ['微信号: tong88888', 'links'],
  ['微信 号 ： tong88888', 'links'],
  ['扣扣12345', 'links'],
  ['https://a', 'links'],
  ['a.com', 'links'],
  ['13800001111', 'number'],
  ['（138）0000-1111 ！！', 'number'],
  ['坏', 'short'],
  ['ab', 'short'],
])('%s: %s', (words, why) => expect(said(words)).toEqual([why]));

test('a picture says what one letter does not', () => expect(look({ words: ['坏'], photos: 1 })).toEqual([]));

test('a hidden field, haste and repetition', () => {
  expect(look({ trap: 'x' })).toEqual(['trap']);
  expect(look({ took: HASTY - 1 })).toEqual(['hasty']);
  expect(look({ repeated: true })).toEqual(['duplicate']);
});

const looks = fc.record({
  words: fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 4 }),
  photos: fc.nat(9),
  trap: fc.string({ maxLength: 5 }),
  took: fc.option(fc.nat(100_000)),
  repeated: fc.boolean(),
});

test('only what the organization holds for, each by itself, in a fixed order', () => {
  fc.assert(
    fc.property(looks, fc.subarray([...HOLD_REASONS]), (one, holds) => {
      const all = judge(one, HOLD_REASONS);
      expect(judge(one, holds)).toEqual(all.filter((why) => holds.includes(why)));
      expect(judge(one, [...holds].reverse())).toEqual(judge(one, holds));
      expect(judge(one, [])).toEqual([]);
    }),
  );
});

test('signs, spaces and capitals make no difference to what was said', () => {
  expect(sameWords(['灯 坏了！', ''])).toBe(sameWords(['灯坏了']));
  expect(sameWords(['Lamp Broken'])).toBe(sameWords(['lamp  broken.']));
  expect(sameWords(['灯坏了'])).not.toBe(sameWords(['灯好了']));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(sameWords([`  ${text}!! `])).toBe(sameWords([text]));
    }),
  );
});
