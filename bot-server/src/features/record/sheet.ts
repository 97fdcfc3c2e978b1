// A spreadsheet (xlsx or csv) as rows of text by column heading.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import ExcelJS from 'exceljs';
import { linesIn, unpacksTo } from './unpacked';

export type SheetRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> };
export type Sheet = { readonly headings: readonly string[]; readonly rows: readonly SheetRow[] };

/** Bytes of a whole workbook; the largest that we take, with long cells, comes to a fifth of it. */
const MOST_UNPACKED = 16 * 1024 * 1024;
/** A cell may have several. */
const MOST_LINES = 10 * LIMITS.importRows;
const tooLarge = (most: string): Refusal => refuse('sheet', { reason: `> ${most}` });

/** Row numbers count as the spreadsheet shows them: the headings are row 1. Empty rows are passed over. */
export async function readSheet(path: string): Promise<Result<Sheet, Refusal>> {
  const workbook = new ExcelJS.Workbook();
  try {
    const zipped = await startsWith(path, 'PK');
    if (zipped && !(await unpacksTo(path, MOST_UNPACKED))) return no(tooLarge(`${MOST_UNPACKED / 1024 / 1024} MiB`));
    if (!zipped && (await linesIn(path, MOST_LINES)) > MOST_LINES) return no(tooLarge(String(LIMITS.importRows)));
    const sheet = zipped
      ? (await workbook.xlsx.readFile(path)).worksheets[0]
      : await workbook.csv.read(createReadStream(path), { map: (value: unknown) => value });
    if (sheet === undefined) return no(refuse('sheet', { reason: 'empty' }));
    return toRows(sheet);
  } catch {
    return no(refuse('sheet', { reason: 'xlsx / csv' }));
  }
}

function toRows(sheet: ExcelJS.Worksheet): Result<Sheet, Refusal> {
  if (sheet.rowCount > LIMITS.importRows + 1) return no(tooLarge(String(LIMITS.importRows)));
  const headings: string[] = [];
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    const texts = Array.from({ length: Math.min(row.cellCount, 50) }, (_, at) => textOf(row.getCell(at + 1)));
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

async function startsWith(path: string, mark: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(mark.length), 0, mark.length, 0);
    return buffer.toString('latin1') === mark;
  } finally {
    await file.close();
  }
}
