// A connection after something went wrong on it: is it given back, or cut?
import type { Pool } from 'mysql2';
import { makePatience } from './patience';
import { inTransaction, onConnection } from './wire';

/** `fails`: statements that the server refuses, and with what. */
function poolWith(fails: Readonly<Record<string, string>>) {
  const log: string[] = [];
  const connection = {
    query: (sql: string, _params: unknown, done: (error: unknown, answer?: unknown) => void) => {
      log.push(sql);
      const code = fails[sql];
      if (code === undefined) done(null, []);
      else done(Object.assign(new Error('refused'), { code }));
    },
    release: () => log.push('given back'),
    destroy: () => log.push('cut'),
  };
  const pool = {
    getConnection: (done: (error: null, one: typeof connection) => void) => done(null, connection),
  } as unknown as Pool;
  const write = () =>
    onConnection(pool, (wire) => inTransaction(wire, async () => void (await wire([{ sql: 'write', params: [] }]))));
  return { log, pool, write };
}

test('no room: rolled back and given back', async () => {
  const { log, write } = poolWith({ write: 'ER_RECORD_FILE_FULL' });
  await expect(write()).rejects.toMatchObject({ code: 'ER_RECORD_FILE_FULL' });
  expect(log).toEqual(['start transaction', 'write', 'rollback', 'given back']);
});

test('a commit that is refused is rolled back', async () => {
  const { log, write } = poolWith({ commit: 'ER_ERROR_DURING_COMMIT' });
  await expect(write()).rejects.toMatchObject({ code: 'ER_ERROR_DURING_COMMIT' });
  expect(log).toEqual(['start transaction', 'write', 'commit', 'rollback', 'given back']);
});

test('what cannot even be rolled back is cut: the next one would commit it', async () => {
  const { log, write } = poolWith({ write: 'ER_RECORD_FILE_FULL', rollback: 'ER_ERROR_DURING_ROLLBACK' });
  await expect(write()).rejects.toMatchObject({ code: 'PROTOCOL_ROLLBACK' });
  expect(log).toEqual(['start transaction', 'write', 'rollback', 'cut']);
});

test('many statements, each below its own limit, have one limit together: what is left goes unsaid, and the connection is cut', async () => {
  const { log, pool } = poolWith({});
  let now = 0;
  const patience = makePatience(2500, () => now);
  const ask = (name: string) => ({ sql: name, params: [] });
  const asked = onConnection(
    pool,
    async (wire) => {
      for (const name of ['one', 'two', 'three', 'four']) {
        await patience.during(async () => {
          await wire([ask(name)]);
          now += 1000;
        });
      }
    },
    2800,
    patience,
  );
  await expect(asked).rejects.toMatchObject({ code: 'PATIENCE_TIMEOUT' });
  expect(log).toEqual(['one', 'two', 'three', 'cut']);
  // Not even a connection is asked for.
  await expect(onConnection(pool, async () => undefined, 2800, patience)).rejects.toMatchObject({
    code: 'PATIENCE_TIMEOUT',
  });
  expect(log).toHaveLength(4);
  // The control: whoever is nobody's request goes on.
  await onConnection(pool, async (wire) => void (await wire([ask('five')])), 2800);
  expect(log.slice(4)).toEqual(['five', 'given back']);
});
