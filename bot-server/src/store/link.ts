// One connection as the store needs it, and one transaction on either database. What a database does differently here is in
// `sqlite.ts` and `mysql.ts`.
import type { DialectName } from './dialect';
import type { RawRow, Statement } from './table';

export type Link = {
  readonly all: (statement: Statement) => Promise<readonly RawRow[]>;
  /** The number of rows that were inserted, removed, or fitted the condition of a change. */
  readonly run: (statement: Statement) => Promise<number>;
};

export type Engine = {
  readonly dialect: DialectName;
  readonly warnings: readonly string[];
  /** Outside of units: sees what is committed. */
  readonly reading: Link;
  /** Resolves when the commit is done; undoes everything when `work` throws. */
  readonly transact: <T>(work: (link: Link) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

export async function within<T>(ms: number, code: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(`${code} after ${ms} ms`), { code })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
