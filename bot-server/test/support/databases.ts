// Every test of stored behaviour runs on both databases. TEST_MYSQL_URL names a server on which databases may be made and dropped,
// e.g. mysql://root@127.0.0.1:3399
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { DialectName } from '../../src/store/dialect';
import { openStore } from '../../src/store/open';
import type { Store, StoreConfig } from '../../src/store/unit';

/** A database of its own, empty and gone again at the end of the suite. */
export type Database = {
  readonly name: DialectName;
  /** A store on it; every further call is what another process would have. Closed at the end of the suite. */
  readonly open: () => Promise<Store>;
  readonly config: () => StoreConfig;
};

/** Declares the suite once for each database. Without TEST_MYSQL_URL the MySQL half fails: it is never skipped. */
export function eachDatabase(suite: (name: DialectName, open: () => Promise<Store>, database: Database) => void): void {
  for (const name of ['sqlite', 'mysql'] as const) onlyOn(name, (open, database) => suite(name, open, database));
}

/**
 * One half of it: for suites so long that each half has a file of its own, and for stories in the browser. What differs between the
 * databases lies behind the server's calls, which are tested on both; what people see of it is looked at on one.
 */
export function onlyOn(name: DialectName, suite: (open: () => Promise<Store>, database: Database) => void): void {
  describe(name, () => {
    if (name === 'mysql' && mysqlUrl() === '') {
      test('needs a server', () => {
        throw new Error('TEST_MYSQL_URL is not set: the MySQL half of this suite cannot run');
      });
      return;
    }
    const opened: Store[] = [];
    let made: Made | undefined;
    const config = () => {
      if (made === undefined)
        throw new Error('the database is made before the first test, not while tests are declared');
      return made.config;
    };
    const open = async () => {
      const store = await openStore(config());
      opened.push(store);
      return store;
    };
    beforeAll(async () => {
      made = await makeDatabase(name);
    });
    afterAll(async () => {
      await Promise.allSettled(opened.map((store) => store.close()));
      await made?.drop();
    });
    suite(open, { name, open, config });
  });
}

const mysqlUrl = () => process.env.TEST_MYSQL_URL ?? '';

/** An empty one, whose end is the caller's business. */
export const makeDatabase = (name: DialectName): Promise<Made> =>
  name === 'sqlite' ? makeSqlite() : makeMysql(mysqlUrl());

/** Patient: a machine that stands still for a moment is no failure. What too slow a database leads to is tested with limits of its own. */
const FOR_TESTS = { patient: true, watched: true } as const;

type Made = { readonly config: StoreConfig; readonly drop: () => Promise<void> };

async function makeSqlite(): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'paidan-test-'));
  return {
    config: { kind: 'sqlite', file: join(folder, 'paidan.db'), ...FOR_TESTS },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function makeMysql(server: string): Promise<Made> {
  const url = new URL(server);
  const database = `paidan_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${database}`);
  url.pathname = `/${database}`;
  return {
    // A server for tests may be set up to be fast rather than safe.
    config: { kind: 'mysql', url: url.href, weakDurability: 'warn', ...FOR_TESTS },
    drop: () => onServer(server, `drop database ${database}`),
  };
}

async function onServer(uri: string, sql: string): Promise<void> {
  const connection = await createConnection({ uri });
  await connection.query(sql);
  await connection.end();
}
