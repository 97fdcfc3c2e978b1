// One connection as the store needs it, and one transaction on either database. What a database does differently here is in
// `sqlite.ts` and `mysql.ts`.
import type { DialectName } from './dialect';
import type { Patience } from './patience';
import type { RawRow, Statement, Write } from './table';

export type Link = {
  readonly all: (statement: Statement) => Promise<readonly RawRow[]>;
  /** The number of rows that were inserted, removed, or fitted the condition of a change. */
  readonly run: (statement: Statement) => Promise<number>;
  /** In its order, but perhaps only when the unit ends: what goes wrong with it (`isDuplicate`, too) fails the unit then. */
  readonly later: (write: Write) => Promise<void>;
};

/** `patience`: of the request that it is for. */
export type Reading = {
  readonly all: (statement: Statement, patience?: Patience) => Promise<readonly RawRow[]>;
};

export type Turn = {
  /** Inside of which organization, and about what, in one word each: see `Store.unit`. */
  readonly touches?: readonly string[] | undefined;
  readonly patience?: Patience | undefined;
};

export type Engine = {
  readonly dialect: DialectName;
  readonly warnings: readonly string[];
  /** Outside of units: sees what is committed. */
  readonly reading: Reading;
  /** The same for what is small and found by key: asked for at the same moment, it shares a round trip. */
  readonly glancing: Reading;
  /**
   * Resolves when the commit is done; undoes everything when `work` throws. With `touches`, `work` may share the transaction with
   * others that touch none of the same things, and may be called a second time. Where `patience` ends before its writes go out, none of
   * them do.
   */
  readonly transact: <T>(work: (link: Link) => Promise<T>, turn?: Turn) => Promise<T>;
  /** See `Store.scrub`. */
  readonly scrub: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Where `later` is now. */
export const linkOf = ({ all, run }: Pick<Link, 'all' | 'run'>): Link => ({
  all,
  run,
  later: async (write) => checkCount(write, await run(write)),
});

/** Fails like a lost race: begun again, the unit sees what is there now. */
export function checkCount({ table, exactly }: Write, count: number): void {
  if (exactly !== undefined && count !== exactly)
    throw Object.assign(new Error(`${table}: ${count} rows fit where ${exactly} were to`), { code: 'ROWS_MOVED' });
}

/** Where no client waits: a table of many millions may be counted in between. Milliseconds. */
export const PATIENT_DEADLINE = 3_600_000;
