// Spreadsheets from anywhere: read as they are meant, refused where they are none, and never unpacked beyond measure.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { LIMITS } from '@paidan/shared/limits';
import ExcelJS from 'exceljs';
import { readSheet } from './sheet';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-sheet-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: Buffer | string) {
  const file = path.join(folder, 'sheet');
  await writeFile(file, content);
  return readSheet(file, 'en');
}
async function workbook(...rows: readonly (readonly ExcelJS.CellValue[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('表');
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const HUGE = 200 * 1024 * 1024;
const refused = (reason: unknown) => ({ ok: false, refusal: { code: 'sheet', data: { reason } } });

/** A zip archive of one deflated file, with whatever its directory is to say of the size. */
function archive(content: Buffer, saidSize = content.length): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(saidSize, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

test('Excel: text, numbers, dates, formulas and rich text as they show; rows counted as people see them', async () => {
  const rich = { richText: [{ text: '一' }, { text: '号楼' }] };
  const content = await workbook(
    ['编码', '名称', '纬度'],
    ['B1', rich, 31.5],
    [],
    ['B2', { formula: '1+1', result: 2 }, '  空格  '],
    ['B3', { text: '链接', hyperlink: 'https://example.com' }],
  );
  expect(await read(content)).toEqual({
    ok: true,
    value: {
      headings: ['编码', '名称', '纬度'],
      rows: [
        { row: 2, cells: { 编码: 'B1', 名称: '一号楼', 纬度: '31.5' } },
        { row: 4, cells: { 编码: 'B2', 名称: '2', 纬度: '空格' } },
        { row: 5, cells: { 编码: 'B3', 名称: '链接', 纬度: '' } },
      ],
    },
  });
});

test('CSV: a byte order mark, quotes, commas and line ends inside of cells', async () => {
  expect(await read('\ufeffcode,name\r\nA,"一,二"\r\nB,"一\n二"\r\n')).toEqual({
    ok: true,
    value: {
      headings: ['code', 'name'],
      rows: [
        { row: 2, cells: { code: 'A', name: '一,二' } },
        { row: 3, cells: { code: 'B', name: '一\n二' } },
      ],
    },
  });
});

test('leading zeros and long numbers stay what they are in CSV', async () => {
  expect(await read('login,phone\n007,013800138000\n')).toMatchObject({
    value: { rows: [{ row: 2, cells: { login: '007', phone: '013800138000' } }] },
  });
});

test.each([
  ['an archive that is none', Buffer.from('PK\x03\x04 nothing of the kind', 'latin1')],
  ['an archive that breaks off', archive(Buffer.from('<worksheet/>')).subarray(0, 60)],
  ['an archive of something else', archive(Buffer.from('hello'))],
])('%s', async (_name, content) => expect(await read(content)).toMatchObject(refused(expect.any(String))));

test.each([
  ['says so', HUGE],
  ['says that it is small', 100],
])('a small file that becomes a huge one, and %s, is not unpacked', async (_name, saidSize) => {
  const bomb = archive(Buffer.alloc(HUGE, '<row><c/></row>'), saidSize);
  expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
  const before = process.memoryUsage().rss;
  expect(await read(bomb)).toEqual(refused('it is damaged, or unpacks to more than 16 MiB'));
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

test.each(['\n', '\r', '\r\n'])('a text of a million lines (%j) is refused before it is taken apart', async (end) => {
  expect(await read(`a${end}`.repeat(1_000_000))).toEqual(refused(`it holds more than ${LIMITS.importRows} rows`));
});

test('one row more than we take', async () => {
  const lines = (count: number) => `code\n${Array.from({ length: count }, (_, at) => `c${at}`).join('\n')}\n`;
  expect(await read(lines(LIMITS.importRows))).toMatchObject({ ok: true });
  expect(await read(lines(LIMITS.importRows + 1))).toEqual(refused(`it holds more than ${LIMITS.importRows} rows`));
});
