// Who took which list out of the product, and how much of it: written down before the first row leaves, and again at the end.
import type { Json } from '../../kernel/json';
import { no, ok, type Result } from '../../kernel/result';
import type { ExportFormat, ExportKind } from '../../kinds';
import { type Refusal, refuse } from '../../refusal';

/** What was asked for. Words that were searched for are not among it: they may be somebody's telephone number. */
export type ExportFilter = { readonly [key: string]: Json };
export type ExportEventBody =
  | {
      readonly type: 'export.begun';
      readonly of: ExportKind;
      readonly format: ExportFormat;
      readonly filter: ExportFilter;
    }
  /** `whole`: to the last row; otherwise whoever asked went away, lost the right to it, or the server broke off. */
  | { readonly type: 'export.ended'; readonly rows: number; readonly whole: boolean };
export type ExportEvent = ExportEventBody & { readonly by: string | null };

export type ExportState = {
  readonly id: string;
  readonly memberId: string | null;
  readonly of: ExportKind;
  readonly format: ExportFormat;
  readonly filter: ExportFilter;
  /** Null: not ended, or the server was gone before it could be told. */
  readonly rows: number | null;
  readonly whole: boolean | null;
  readonly version: number;
};

export type ExportCommand =
  | { readonly verb: 'begin'; readonly of: ExportKind; readonly format: ExportFormat; readonly filter: ExportFilter }
  | { readonly verb: 'end'; readonly rows: number; readonly whole: boolean };

export function decideExport(
  command: ExportCommand,
  before: ExportState | null,
): Result<readonly ExportEventBody[], Refusal> {
  if (command.verb === 'begin') {
    const { of, format, filter } = command;
    return ok([{ type: 'export.begun', of, format, filter }]);
  }
  if (before === null) return no(refuse('not_found'));
  if (before.rows !== null) return no(refuse('already'));
  return ok([{ type: 'export.ended', rows: command.rows, whole: command.whole }]);
}

export function evolveExport(before: ExportState | null, id: string, event: ExportEvent): ExportState {
  if (event.type === 'export.begun') {
    const { of, format, filter, by } = event;
    return { id, memberId: by, of, format, filter, rows: null, whole: null, version: 1 };
  }
  if (before === null) throw new Error(`export ${id} ends before it has begun`);
  return { ...before, rows: event.rows, whole: event.whole, version: before.version + 1 };
}

export function filterOf(asked: object): ExportFilter {
  const plain = JSON.parse(JSON.stringify(asked)) as { [key: string]: Json };
  return 'text' in plain ? { ...plain, text: '…' } : plain;
}
