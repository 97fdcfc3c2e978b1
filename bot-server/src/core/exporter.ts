// A list as a file that is made while it is sent. Whoever lists something describes its columns; formats, limits and the note of who
// took it are the same for all.
import type { Download } from '@paidan/shared/contract/endpoint';
import type { Result } from '@paidan/shared/kernel/result';
import type { ExportFormat, ExportKind } from '@paidan/shared/kinds';
import type { Refusal } from '@paidan/shared/refusal';
import type { Call } from './call';

/** Text stays text, whatever it begins with. */
export type Cell = string | number | null;
export type ExportColumn<Row> = {
  readonly heading: string;
  /** In characters. */
  readonly width?: number;
  readonly value: (row: Row) => Cell;
};

export type ExportOrder<Row> = {
  readonly of: ExportKind;
  readonly format: ExportFormat;
  /** What was asked for, for the note. */
  readonly filter: object;
  readonly columns: readonly ExportColumn<Row>[];
  /** How many rows there are, as far as one must know: more than `LIMITS.exportRows` are too many. */
  readonly rows: number;
  /** Page by page; the next one is asked for once the last one is on its way. */
  readonly pages: () => AsyncIterable<readonly Row[]>;
};
export type Exporter = <Row>(call: Call, order: ExportOrder<Row>) => Promise<Result<Download, Refusal>>;

/** A table of cells as the bytes of a file, as they are asked for. */
export type WriteSheet = (
  format: ExportFormat,
  sheet: {
    readonly name: string;
    readonly columns: readonly { readonly heading: string; readonly width?: number }[];
    readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  },
) => AsyncIterable<Uint8Array>;
