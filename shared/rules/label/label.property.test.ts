// Labels of any size and number never overlap, never leave the page, are never lost; and nothing on a label leaves it.
import * as fc from 'fast-check';
import { LABEL_CODES, LABEL_SHEETS } from '../../kinds';
import { barsOf, linkOf, moduleOf, refOf } from './code';
import { type Content, LEAST_TEXT, layOut, type Piece } from './layout';
import { cutMarks, firstOf, pagesOf, perPage, ROLL, type Run, sheetOf, spotOf } from './sheet';
import { widthOf, wrap, wrapPath } from './text';

const measure = fc.integer({ min: ROLL.least, max: ROLL.most });
const sheets = fc.record({ name: fc.constantFrom(...LABEL_SHEETS), width: measure, height: measure });
const runs: fc.Arbitrary<Run> = fc.record({
  sheet: sheets.map(({ name, ...size }) => sheetOf(name, size)),
  count: fc.integer({ min: 0, max: 130 }),
  first: fc.integer({ min: -2, max: 50 }),
  shift: fc.record({
    x: fc.double({ min: -30, max: 30, noNaN: true }),
    y: fc.double({ min: -30, max: 30, noNaN: true }),
  }),
});
const NEARLY = 1e-6;

describe('on the page', () => {
  test('every label lies within its page and touches no other', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { label, page } = run.sheet;
        const spots = Array.from({ length: run.count }, (_, nth) => spotOf(run, nth));
        for (const { x, y, page: on } of spots) {
          expect(x).toBeGreaterThanOrEqual(-NEARLY);
          expect(y).toBeGreaterThanOrEqual(-NEARLY);
          expect(x + label.width).toBeLessThanOrEqual(page.width + NEARLY);
          expect(y + label.height).toBeLessThanOrEqual(page.height + NEARLY);
          expect(on).toBeLessThan(pagesOf(run));
        }
        for (const [n, a] of spots.entries()) {
          for (const b of spots.slice(n + 1, n + 1 + perPage(run.sheet))) {
            const apart =
              a.page !== b.page ||
              Math.abs(a.x - b.x) >= label.width - NEARLY ||
              Math.abs(a.y - b.y) >= label.height - NEARLY;
            expect({ a, b, apart }).toEqual({ a, b, apart: true });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('no page is empty, the last one neither; the first begins where it was said', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const pages = new Set(Array.from({ length: run.count }, (_, nth) => spotOf(run, nth).page));
        expect([...pages]).toEqual(Array.from({ length: pagesOf(run) }, (_, page) => page));
        if (run.count === 0) return;
        const shifted = spotOf({ ...run, shift: { x: 0, y: 0 } }, 0);
        const column = (firstOf(run) - 1) % run.sheet.columns;
        expect(shifted.x).toBeCloseTo(run.sheet.corner.x + column * (run.sheet.label.width + run.sheet.gap.x));
      }),
    );
  });

  /** As far down as it can be: the sum of its rows is a rounding error more than the page. */
  const lastRowOnTheEdge: Run = {
    sheet: sheetOf('3x7', { width: 50, height: 50 }),
    count: 0,
    first: 0,
    shift: { x: 0, y: 15.14999999999998 },
  };

  test('marks for cutting lie outside of every label and on the page', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const { label, page } = run.sheet;
        const full = { ...run, first: 1 };
        const spots = Array.from({ length: perPage(run.sheet) }, (_, nth) => spotOf(full, nth));
        for (const { from, to } of cutMarks(run)) {
          for (const { x, y } of [from, to]) {
            expect(x >= 0 && y >= 0 && x <= page.width && y <= page.height).toBe(true);
            const inside = spots.some(
              (spot) => x > spot.x && x < spot.x + label.width && y > spot.y && y < spot.y + label.height,
            );
            expect(inside).toBe(false);
          }
        }
      }),
      { examples: [[lastRowOnTheEdge]] },
    );
  });

  test.each([
    ['poster', 1, 0],
    ['door', 4, 12],
    ['card', 10, 18],
    ['2x4', 8, 0],
    ['3x8', 24, 0],
    ['4x10', 40, 0],
    ['50x30', 1, 0],
  ] as const)('%s: %i on a page, at least %i marks', (name, count, marks) => {
    const sheet = sheetOf(name);
    expect(perPage(sheet)).toBe(count);
    const run = { sheet, count: 1, first: 1, shift: { x: 0, y: 0 } };
    expect(cutMarks(run).length).toBeGreaterThanOrEqual(marks);
  });

  test('a half-used sheet is gone on with, and a second page begins at its front', () => {
    const run = { sheet: sheetOf('2x4'), count: 3, first: 7, shift: { x: 1, y: -0.5 } };
    expect(pagesOf(run)).toBe(2);
    const spots = [0, 1, 2].map((nth) => spotOf(run, nth));
    expect(spots.map(({ page, x, y }) => [page, x.toFixed(2), y.toFixed(2)])).toEqual([
      [0, '5.65', '215.70'],
      [0, '107.25', '215.70'],
      [1, '5.65', '12.60'],
    ]);
  });
});

const words = fc.string({
  unit: fc.constantFrom('翠', '湖', '花', '园', '3', '号', '楼', 'A', 'm', 'W', ' ', '-', '/', '。', '😀'),
  maxLength: 80,
});
const contents: fc.Arbitrary<Content> = fc.record({
  org: words,
  name: words,
  path: fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' / ')),
  code: fc.string({ unit: fc.constantFrom('A', '1', '-', '.', 'W'), minLength: 1, maxLength: 40 }),
  phone: words,
  lead: fc.constantFrom(['扫码报修'], ['Scan to report'], ['扫码报修', 'Scan to report']),
  captions: fc.constant({ link: '手机扫一扫', mini: '微信扫一扫' }),
});

/** What a piece covers; text with its ascenders and descenders. */
function boxOf(piece: Piece) {
  if (piece.kind === 'code') return { x: piece.x, y: piece.y, width: piece.side, height: piece.side };
  const width = widthOf(piece.text, piece.size);
  const x = piece.anchor === 'middle' ? piece.x - width / 2 : piece.x;
  return { x, y: piece.y - piece.size * 0.88, width, height: piece.size * 1.08 };
}

describe('on the label', () => {
  const sizes = sheets.map(({ name, ...size }) => sheetOf(name, size).label);

  test('nothing leaves it, and nothing covers anything else', () => {
    fc.assert(
      fc.property(contents, sizes, fc.constantFrom(...LABEL_CODES), (content, label, codes) => {
        const pieces = layOut(content, label, codes);
        const boxes = pieces.map(boxOf);
        for (const box of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(-NEARLY);
          expect(box.y).toBeGreaterThanOrEqual(-NEARLY);
          expect(box.x + box.width).toBeLessThanOrEqual(label.width + NEARLY);
          expect(box.y + box.height).toBeLessThanOrEqual(label.height + NEARLY);
        }
        for (const [n, a] of boxes.entries()) {
          for (const b of boxes.slice(n + 1)) {
            const apart =
              a.x + a.width <= b.x + NEARLY ||
              b.x + b.width <= a.x + NEARLY ||
              a.y + a.height <= b.y + NEARLY ||
              b.y + b.height <= a.y + NEARLY;
            expect({ a, b, apart }).toEqual({ a, b, apart: true });
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('each code that was asked for is there once, and no smaller than a third of the label', () => {
    fc.assert(
      fc.property(contents, sizes, fc.constantFrom(...LABEL_CODES), (content, label, codes) => {
        const found = layOut(content, label, codes).flatMap((piece) => (piece.kind === 'code' ? [piece] : []));
        expect(found.map(({ which }) => which)).toEqual(codes === 'both' ? ['mini', 'link'] : [codes]);
        for (const { side } of found) {
          expect(side).toBeGreaterThanOrEqual(Math.min(label.width, label.height) * 0.3);
        }
      }),
    );
  });

  test.each(LABEL_SHEETS)('%s says its name, its code and what to do, in letters that can be read', (name) => {
    const content: Content = {
      org: '翠湖花园物业服务中心',
      name: '1 号客梯',
      path: '翠湖花园 / 1栋 / 1单元',
      code: 'CH-LIFT-1',
      phone: '报修电话 021-55550000',
      lead: ['扫码报修'],
      captions: { link: '手机扫一扫', mini: '微信扫一扫' },
    };
    const pieces = layOut(content, sheetOf(name).label, 'link');
    const said = pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
    expect(said).toEqual(expect.arrayContaining(['扫码报修', '1 号客梯', 'CH-LIFT-1']));
    for (const piece of pieces) if (piece.kind === 'text') expect(piece.size).toBeGreaterThanOrEqual(LEAST_TEXT);
    // A link of some 50 letters is a symbol of 33 modules: each of them must be seen.
    const [code] = pieces.filter((piece) => piece.kind === 'code');
    expect(moduleOf(code?.kind === 'code' ? code.side : 0, 33)).toBeGreaterThan(0.38);
  });
});

describe('lines', () => {
  test.each<[string, number, number, readonly string[]]>([
    ['扫码报修', 4, 1, ['扫码报修']],
    ['翠湖花园北门岗亭', 4, 2, ['翠湖花园', '北门岗亭']],
    ['翠湖花园北门岗亭旁', 4, 2, ['翠湖花园', '北门岗…']],
    ['Main gate house', 5, 2, ['Main gate', 'house']],
    ['报修电话 021-55550000', 8, 2, ['报修电话', '021-55550000']],
    ['', 4, 2, []],
  ])('%s', (text, width, most, lines) => {
    expect(wrap(text, 1, width, most)).toEqual(lines);
  });

  test('none is wider than it may be, and nothing is lost but behind dots', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 4 }), (text, width, most) => {
        const lines = wrap(text, 1, width, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(widthOf(line, 1)).toBeLessThanOrEqual(width + NEARLY);
        const bare = (some: string) => some.replace(/ /g, '');
        if (lines.at(-1)?.endsWith('…') !== true) expect(bare(lines.join(''))).toBe(bare(text));
      }),
    );
  });

  test('a path loses its outer parts first', () => {
    expect(wrapPath('翠湖花园 / 1栋 / 2单元 / 3层', 1, 8, 1)).toEqual(['… / 2单元 / 3层']);
    expect(wrapPath('翠湖花园 / 1栋', 1, 20, 1)).toEqual(['翠湖花园 / 1栋']);
  });
});

describe('the code', () => {
  test('bars cover just the black modules', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { maxLength: 12 }), (symbol) => {
        const drawn = symbol.map((row) => row.map(() => false));
        for (const { x, y, width } of barsOf(symbol)) {
          for (let at = x; at < x + width; at++) {
            const row = drawn[y];
            expect(row?.[at]).toBe(false);
            if (row) row[at] = true;
          }
        }
        expect(drawn).toEqual(symbol);
      }),
    );
  });

  test('a link and a reference name the place', () => {
    expect(refOf('asset', '0123456789abcdefghjk')).toBe('a.0123456789abcdefghjk');
    expect(linkOf('https://p.example', 'cuihu', 's.0123456789abcdefghjk', 'B1')).toBe('https://p.example/q/cuihu/s/B1');
  });
});
