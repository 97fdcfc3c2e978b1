// The platform refuses a whole message for one keyword that is too long or of other characters (47003): none ever is.
import fc from 'fast-check';
import { drawKeyword } from './keyword';

const AT = Date.UTC(2026, 0, 3, 7, 4);

test.each([
  ['thing1', '#1024 厨房水管漏水', '#1024 厨房水管漏水'],
  ['thing1', '三号楼二单元十一层一一零二室厨房水管漏水', '三号楼二单元十一层一一零二室厨房水管漏水'],
  ['thing1', '三号楼二单元十一层一一零二室厨房的水管漏水', '三号楼二单元十一层一一零二室厨房的水管…'],
  ['thing12', '两行\n文字', '两行 文字'],
  ['thing1', '', '无'],
  ['phrase2', '处理中', '处理中'],
  ['phrase2', '已被李工接单', '已被李工接'],
  ['phrase2', 'Done', '处理中'],
  ['character_string3', '1024', '1024'],
  ['character_string3', '第 1024 号', '1024'],
  ['character_string3', '无', '-'],
  ['number4', '1024', '1024'],
  ['number4', '', '0'],
  ['time5', '', '2026年1月3日 15:04'],
  ['date5', '', '2026年1月3日 15:04'],
  ['name6', '李工', '李工'],
  ['name6', '微信用户8009', '微信用户'],
  ['name6', 'Alexander Hamilton the Second', 'Alexander Hamilton t'],
  ['name6', '8009', '无'],
  ['phone_number7', '138 0013 8009', '13800138009'],
  ['car_number8', '京A·12345', '京A12345'],
  ['amount9', '¥ 120', '120元'],
  ['letter10', '三号 A', 'A'],
  ['symbol11', '#1024', '#'],
  ['unheard12', '厨房', '厨房'],
  ['constructor1', '厨房', '厨房'],
])('%s of %j is %j', (keyword, text, shown) => expect(drawKeyword(keyword, text, AT)).toBe(shown));

/** What the platform takes, by type. */
const LIMITS: Readonly<Record<string, RegExp>> = {
  thing: /^[\s\S]{1,20}$/,
  number: /^[0-9]{1,32}(\.[0-9]+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[!-/:-@[-`{-~]{1,5}$/,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 ([01]\d|2[0-3]):[0-5]\d$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日( ([01]\d|2[0-3]):[0-5]\d)?$/,
  amount: /^[0-9]{1,10}(\.[0-9]+)?元$/,
  phone_number: /^[0-9+-]{1,17}$/,
  car_number: /^[\p{Script=Han}A-Za-z0-9]{1,8}$/u,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z .·'-]{1,20}|[\p{Script=Han}A-Za-z.·'-]{1,10})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
};

const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('水', '漏', '😀', '𠮷', 'a', '9', ' ', '\n', '\u202e', '·'), maxLength: 60 }),
);

test.each(Object.entries(LIMITS))('%s: whatever is said fits', (type, limit) =>
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 4e12 }), (text, at) => {
      const shown = drawKeyword(`${type}1`, text, at);
      expect(shown).toMatch(limit);
      expect(Buffer.from(shown).toString()).toBe(shown);
      expect(shown.trim()).toBe(shown);
    }),
    { numRuns: 300 },
  ),
);
