// A pooled connection to MySQL, past TypeORM's query runner and mysql2's promises, which took as long as the statements themselves.
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2';
import { faultOf, isUnavailable } from './dialect';
import { type Link, linkOf } from './link';
import { limitOf, type Patience } from './patience';
import type { RawRow, Statement } from './table';
import { within } from './within';

/** Milliseconds: clients are to have an answer within three seconds even when the database is gone or does not stir. */
export const CONNECT_DEADLINE = 2_500;
const STATEMENT_DEADLINE = 2_800;

/** Rows, or how many were written. */
export type Answer = readonly RawRow[] | ResultSetHeader;
/** Sends what it is given in one packet, where the pool allows for several statements; the first one that fails fails the packet. */
export type Wire = (statements: readonly Statement[]) => Promise<readonly Answer[]>;

export const rowsOf = (answer: Answer | undefined) => answer as readonly RawRow[];
/** The number of rows that were inserted, removed, or fitted the condition of a change. */
export const countOf = (answer: Answer | undefined) => (answer as ResultSetHeader).affectedRows;

const plain = (sql: string): Statement => ({ sql, params: [] });
export const START = plain('start transaction');
export const COMMIT = plain('commit');

/**
 * A connection for the time of `work`. One that broke, or that still owes an answer, is not given back. `deadline`: of each packet, in
 * milliseconds. `patience`: of the one request that all of it is for.
 */
export async function onConnection<T>(
  pool: Pool,
  work: (wire: Wire) => Promise<T>,
  deadline = STATEMENT_DEADLINE,
  patience?: Patience,
): Promise<T> {
  const connection = await connectionOf(pool, limitOf(CONNECT_DEADLINE, patience));
  try {
    const result = await work((statements) => ask(connection, statements, deadline, patience));
    connection.release();
    return result;
  } catch (error) {
    if (isUnavailable(error)) connection.destroy();
    else connection.release();
    throw error;
  }
}

async function connectionOf(pool: Pool, deadline: number): Promise<PoolConnection> {
  const connecting = new Promise<PoolConnection>((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });
  try {
    return await within(deadline, 'POOL_TIMEOUT', connecting);
  } catch (error) {
    // Should it come after all, somebody else may have it.
    connecting.then((connection) => connection.release()).catch(() => undefined);
    throw faultOf(error, 'connect');
  }
}

async function ask(
  connection: PoolConnection,
  statements: readonly Statement[],
  most: number,
  patience: Patience | undefined,
): Promise<readonly Answer[]> {
  const deadline = limitOf(most, patience);
  const sql = statements.map((one) => one.sql).join('; ');
  const params = statements.flatMap((one) => one.params);
  const answering = new Promise<unknown>((resolve, reject) => {
    connection.query(sql, params, (error, answer) => (error ? reject(error) : resolve(answer)));
  });
  try {
    const answer = await within(deadline, 'STATEMENT_TIMEOUT', answering);
    return (statements.length === 1 ? [answer] : answer) as readonly Answer[];
  } catch (error) {
    throw faultOf(error, sql);
  }
}

export const linkOn = (wire: Wire): Link =>
  linkOf({
    all: async (statement) => rowsOf((await wire([statement]))[0]),
    run: async (statement) => countOf((await wire([statement]))[0]),
  });

export async function inTransaction<T>(wire: Wire, work: () => Promise<T>): Promise<T> {
  await wire([START]);
  try {
    const result = await work();
    await wire([COMMIT]);
    return result;
  } catch (error) {
    // A connection that is beyond answering will be cut, and the server undoes the transaction with it.
    if (!isUnavailable(error)) await rollBack(wire);
    throw error;
  }
}

/** Where even that fails, the connection goes with it: whoever had it next would commit what was to be undone. */
export async function rollBack(wire: Wire): Promise<void> {
  try {
    await wire([plain('rollback')]);
  } catch (error) {
    throw isUnavailable(error) ? error : Object.assign(new Error(String(error)), { code: 'PROTOCOL_ROLLBACK' });
  }
}
