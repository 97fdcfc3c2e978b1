// Files as other programs read them: cells come back as they were given, typed as text; and making one takes no more memory for many
// rows than for few.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { revived } from '@paidan/shared/rules/export/formula';
import ExcelJS from 'exceljs';
import * as fc from 'fast-check';
import type { Cell } from '../../core/exporter';
import { writeSheet } from './sheet';

const columns = [{ heading: '编号', width: 8 }, { heading: '=标题' }, { heading: '备注' }];

async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of content) all.push(chunk);
  return Buffer.concat(all);
}
async function* pagesOf(...pages: readonly (readonly (readonly Cell[])[])[]) {
  yield* pages;
}
async function opened(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'paidan-sheet-')), 'rows.xlsx');
  await writeFile(file, bytes);
  const sheet = (await new ExcelJS.Workbook().xlsx.readFile(file)).worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}
/** RFC 4180, written down apart from what writes it. */
function parsed(text: string): string[][] {
  const rows = text.matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*)\r\n/g);
  return [...rows].map(([, row = '']) =>
    [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
      quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
    ),
  );
}

const TEXTS = [
  '=1+1',
  '@SUM(A1)',
  '+86 138 0013 8000',
  '-1+2',
  '"引号", 逗号;\n换行',
  '<b>&amp;</b>',
  '_x0041_',
  '😀',
  '  空格  ',
];

test('CSV: Chinese is known by the mark in front, cells come back, and what would be computed has a quote in front', async () => {
  const rows = TEXTS.map((text, at): Cell[] => [at, text, null]);
  const bytes = await bytesOf(writeSheet('csv', { name: '工单', columns, rows: pagesOf(rows, []) }));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [headings, ...lines] = parsed(bytes.toString().slice(1));
  expect(headings).toEqual(['编号', "'=标题", '备注']);
  expect(lines.map(([no, text = '', none]) => [Number(no), revived(text), none])).toEqual(
    TEXTS.map((text, at) => [at, text, '']),
  );
  expect(lines.slice(0, 4).map(([, text]) => text)).toEqual(TEXTS.slice(0, 4).map((text) => `'${text}`));
});

test('CSV: whatever is in a cell, there are as many rows and cells as were given', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(...TEXTS, '\r', '"', ',', '""\r\n'),
  );
  const table = fc.array(fc.tuple(fc.integer(), cell, cell), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const bytes = await bytesOf(writeSheet('csv', { name: 'x', columns, rows: pagesOf(rows) }));
      const lines = parsed(bytes.toString().slice(1)).slice(1);
      expect(lines.map(([no, ...texts]) => [Number(no), ...texts.map(revived)])).toEqual(rows);
    }),
    { numRuns: 100 },
  );
});

test('Excel: every text is a text cell and no cell is a formula; numbers are numbers', async () => {
  const rows = TEXTS.map((text, at): Cell[] => [at, text, '\u0000x\u001f']);
  const sheet = await opened(await bytesOf(writeSheet('xlsx', { name: '工单[1]', columns, rows: pagesOf(rows, []) })));
  expect(sheet.rowCount).toBe(TEXTS.length + 1);
  for (const [at, text] of TEXTS.entries()) {
    const [no, title, odd] = [1, 2, 3].map((column) => sheet.getRow(at + 2).getCell(column));
    expect([no?.type, no?.value]).toEqual([ExcelJS.ValueType.Number, at]);
    expect([title?.type, title?.formula]).toEqual([ExcelJS.ValueType.String, undefined]);
    // ST_Xstring: an underscore that begins such a sign is said as one itself; this reader leaves it so.
    expect(title?.text.replace('_x005F_', '_')).toBe(text);
    expect(odd?.text).toBe('\ufffdx\ufffd');
  }
  const heading = sheet.getRow(1).getCell(2);
  expect([heading.type, heading.text]).toEqual([ExcelJS.ValueType.String, '=标题']);
});

test('the check of cells would notice a formula', async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('x').addRow([{ formula: '1+1', result: 2 }]);
  const sheet = await opened(Buffer.from(await book.xlsx.writeBuffer()));
  expect(sheet.getRow(1).getCell(1).type).toBe(ExcelJS.ValueType.Formula);
});

test.each(['csv', 'xlsx'] as const)(
  '%s: pages are asked for as the file is read, and ended when nobody reads on',
  async (format) => {
    let asked = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          asked += 1;
          yield Array.from({ length: 500 }, (_, at): Cell[] => [at, `${Math.random()}`, `${Math.random()}`]);
          await setImmediate();
        }
      } finally {
        ended = true;
      }
    }
    const content = writeSheet(format, { name: 'x', columns, rows: endless() })[Symbol.asyncIterator]();
    // To the first of the rows, past the small parts of a workbook.
    for (let read = 0; read < 40 && asked < 5; read++) await content.next();
    const before = asked;
    // Somebody slow: nothing more is made than what the pipes hold.
    for (let turn = 0; turn < 200; turn++) await setImmediate();
    expect(asked - before).toBeLessThan(15);
    await content.return?.();
    while (!ended) await setImmediate();
  },
);
