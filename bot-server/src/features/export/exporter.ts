// From a described list to the file that is sent: what it is called, how much is too much, and the note that stays behind.
import { setImmediate } from 'node:timers/promises';
import { no, ok } from '@paidan/shared/kernel/result';
import { civilDay } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import { refuse } from '@paidan/shared/refusal';
import { filterOf } from '@paidan/shared/rules/export/log';
import { words } from '@paidan/shared/text/index';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Cell, Exporter, ExportOrder, WriteSheet } from '../../core/exporter';
import { newId } from '../../core/ids';
import { tenant } from '../../store/tables/tenant';
import { type Store, storeFor } from '../../store/unit';
import { exportAggregate } from './aggregate';

export type ExporterDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly write: WriteSheet;
  /** The note of an end that could not be written down. */
  readonly onError: (error: unknown) => void;
};

const MIMES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export function makeExporter({ store, execute, clock, write, onError }: ExporterDeps): Exporter {
  return async ({ scope, locale }, order) => {
    const { of, format, rows, columns } = order;
    const most = LIMITS.exportRows;
    if (rows > most) return no(refuse('export_rows', { most }));
    const now = clock.now();
    const id = newId(now);
    const begin = { verb: 'begin', of, format, filter: filterOf(order.filter) } as const;
    const begun = await execute(exportAggregate, { scope, key: null, id, fresh: true, command: begin });
    if (!begun.ok) return begun;
    const end = async (sent: number, whole: boolean) => {
      const command = { verb: 'end', rows: sent, whole } as const;
      await execute(exportAggregate, { scope, key: null, id, command }).catch(onError);
    };
    const org = await storeFor(store, scope.patience).system.read.one(tenant, { id: scope.tenantId });
    const title = words(locale).exports[of];
    const safe = (org?.name ?? '').replace(/[\\/:*?"<>|\s]+/g, '-');
    const name = `${title}_${safe}_${civilDay(now, org?.offsetMinutes ?? 0)}.${format}`;
    const content = write(format, { name: title, columns, rows: noted(order, most, end) });
    return ok({ name, mime: MIMES[format], rows, content });
  };
}

/** Cells page by page; however it ends, it is written down how far it came. */
async function* noted<Row>(
  { pages, columns }: ExportOrder<Row>,
  most: number,
  end: (sent: number, whole: boolean) => Promise<void>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let sent = 0;
  let whole = false;
  try {
    for await (const page of pages()) {
      const taken = page.slice(0, most - sent);
      sent += taken.length;
      yield taken.map((row) => columns.map(({ value }) => value(row)));
      // Rows that came meanwhile are no part of what was asked for.
      if (sent >= most) break;
      // SQLite answers without ever waiting: others have their turn between pages.
      await setImmediate();
    }
    whole = true;
  } finally {
    await end(sent, whole);
  }
}
