// A spreadsheet (xlsx or csv) as rows of text by column heading.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { revived } from '@paidan/shared/rules/export/formula';
import { type Locale, words } from '@paidan/shared/text/index';
import type ExcelJS from 'exceljs';
import { linesIn, unpacksTo } from './unpacked';

export type SheetRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> };
export type Sheet = { readonly headings: readonly string[]; readonly rows: readonly SheetRow[] };

/** Bytes of a whole workbook; the largest that we take, with long cells, comes to a fifth of it. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** A cell may have several. */
const MOST_LINES = 10 * LIMITS.importRows;

type Why =
  | 'empty'
  | 'kind'
  | { readonly unpacked: string }
  | { readonly most: string }
  | { readonly lacks: readonly string[] };

/** Why a sheet is not taken, for whoever chose it. */
export function unread(locale: Locale, why: Why): Refusal {
  const en = locale === 'en';
  const say = (inEnglish: string, inChinese: string) => refuse('sheet', { reason: en ? inEnglish : inChinese });
  if (why === 'empty') return say('it holds no sheet', '里面没有工作表');
  if (why === 'kind') return say('it is neither xlsx nor csv', '不是 xlsx 或 csv 文件');
  // What cannot be unpacked is not told apart.
  if ('unpacked' in why)
    return say(`it is damaged, or unpacks to more than ${why.unpacked}`, `文件损坏，或者解开后超过 ${why.unpacked}`);
  if ('most' in why) return say(`it holds more than ${why.most}`, `超过了 ${why.most}`);
  const headings = why.lacks.join(words(locale).comma);
  return say(`it lacks ${why.lacks.length === 1 ? 'the column' : 'the columns'} ${headings}`, `缺少列 ${headings}`);
}

/** Row numbers count as the spreadsheet shows them: the headings are row 1. Empty rows are passed over. */
export async function readSheet(path: string, locale: Locale): Promise<Result<Sheet, Refusal>> {
  // A hundred and fifty modules that nobody needs before somebody imports.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    const zipped = await startsWith(path, 'PK');
    if (zipped && !(await unpacksTo(path, MOST_UNPACKED)))
      return no(unread(locale, { unpacked: `${MOST_UNPACKED / 1024 / 1024} MiB` }));
    if (!zipped && (await linesIn(path, MOST_LINES)) > MOST_LINES) return no(tooManyRows(locale));
    if (!zipped && !(await isText(path))) return no(unread(locale, 'kind'));
    const sheet = zipped
      ? (await workbook.xlsx.readFile(path)).worksheets[0]
      : await workbook.csv.read(createReadStream(path), { map: (value: unknown) => value });
    if (sheet === undefined) return no(unread(locale, 'empty'));
    return toRows(sheet, zipped ? unsigned : revived, locale);
  } catch {
    return no(unread(locale, 'kind'));
  }
}

const tooManyRows = (locale: Locale): Refusal =>
  unread(locale, { most: `${LIMITS.importRows} ${locale === 'en' ? 'rows' : '行'}` });

/** As workbooks write text that looks like one of their signs (ST_Xstring). */
const unsigned = (text: string): string => text.replace(/_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)/g, '_');

/** `plain`: what a cell's text was before it was written. */
function toRows(sheet: ExcelJS.Worksheet, plain: (text: string) => string, locale: Locale): Result<Sheet, Refusal> {
  if (sheet.rowCount > LIMITS.importRows + 1) return no(tooManyRows(locale));
  const headings: string[] = [];
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    const texts = Array.from({ length: Math.min(row.cellCount, 50) }, (_, at) => plain(textOf(row.getCell(at + 1))));
    if (number === 1) headings.push(...texts);
    else if (texts.some((text) => text !== '')) {
      const cells = Object.fromEntries(headings.map((heading, at) => [heading, texts[at] ?? '']));
      rows.push({ row: number, cells });
    }
  });
  return ok({ headings, rows });
}

/** What the cell shows; a byte order mark before the first heading is none of it. */
const textOf = (cell: ExcelJS.Cell): string => (cell.text ?? '').replace(/^\uFEFF/, '').trim();

/** Bytes of the beginning that are looked at. */
const LOOKED_AT = 4096;

/** A picture, an old workbook, or text in another encoding would else be read as a heading that nobody can make out. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    const begin = buffer.subarray(0, bytesRead);
    if (begin.includes(0)) return false;
    // The last character may be cut in the middle: streaming, that is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(begin, { stream: true });
    return true;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

async function startsWith(path: string, mark: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(mark.length), 0, mark.length, 0);
    return buffer.toString('latin1') === mark;
  } finally {
    await file.close();
  }
}
