// CSV (RFC 4180) as Excel opens it: a byte order mark, so that Chinese is read as UTF-8, and text that nothing computes.
import { inert } from '@paidan/shared/rules/export/formula';
import type { Cell, WriteSheet } from '../../core/exporter';

type Sheet = Parameters<WriteSheet>[1];

export async function* writeCsv({ columns, rows }: Sheet): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${line(columns.map(({ heading }) => heading))}`);
  for await (const page of rows) if (page.length > 0) yield Buffer.from(page.map(line).join(''));
}

const line = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return String(cell);
  return `"${inert(cell).replaceAll('"', '""')}"`;
}
