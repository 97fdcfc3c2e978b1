// May the version before go on while this migration runs, and after? A migration only adds; one that does more must say that it is a
// contract step, and why nothing old can be running any more.
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { eachDatabase } from '../../../test/support/databases';
import { SqliteDatabase } from '../driver';
import { openStore } from '../open';
import { A, aMember } from '../samples';
import { member } from '../tables/member';
import { addColumn, createTable } from './draft';
import { MIGRATIONS } from './index';

type Migration = MigrationInterface & { readonly contract?: string };

/** What it asks of an empty database, where nothing is there yet. */
async function statementsOf(migration: Migration, type: 'mysql' | 'better-sqlite3'): Promise<readonly string[]> {
  const asked: string[] = [];
  const runner = new Proxy({} as QueryRunner, {
    get: (_, name) => {
      if (name === 'dataSource') return { options: { type } };
      if (name === 'query') return async (sql: string) => void asked.push(sql.replace(/[`"]/g, '').toLowerCase());
      if (name === 'hasColumn') return async () => false;
      // Its other ways to change a schema would go past this test.
      throw new Error(`a migration uses query, createTable and addColumn, not ${String(name)}`);
    },
  });
  await migration.up(runner);
  return asked;
}

/** Statements that the version before might stumble over. */
function problemsOf(statements: readonly string[]): readonly string[] {
  const made = new Set(statements.flatMap((sql) => /^create table if not exists (\w+) /.exec(sql)?.slice(1) ?? []));
  return statements.filter((sql) => {
    const table = /^create table if not exists (\w+) /.exec(sql)?.[1];
    if (table !== undefined) return [...sql.matchAll(/ references (\w+)/g)].some(([, other = '']) => !made.has(other));
    // MySQL knows no `if not exists` here, so the migration looks first.
    if (/^create index (if not exists )?\w+ on \w+ \(/.test(sql) || sql.startsWith('select ')) return false;
    const column = /^alter table (\w+) add column \w+ [\w()]+(.*)$/.exec(sql);
    // With a default, the rows that the version before writes are whole, too.
    if (column !== null)
      return !made.has(column[1] ?? '') && !/^( not null default .+| default .+)?$/.test(column[2] ?? '?');
    // SQLite's knowledge of how rows are spread, which changes no answer.
    return !/^(analyze\b|insert into sqlite_stat1 )/.test(sql);
  });
}

describe.each(['mysql', 'better-sqlite3'] as const)('%s', (type) => {
  test.each(MIGRATIONS.map((Made) => [new Made().name, new Made() as Migration] as const))(
    '%s',
    async (_, migration) => {
      const problems = problemsOf(await statementsOf(migration, type));
      if (migration.contract === undefined) expect(problems).toEqual([]);
      else expect(migration.contract.length).toBeGreaterThan(20);
    },
  );

  const planted = (up: (runner: QueryRunner) => Promise<unknown>): Migration => ({
    up: async (runner) => void (await up(runner)),
    down: async () => {},
  });
  const raw = (sql: string) => planted((runner) => runner.query(sql));

  test.each<readonly [string, Migration]>([
    ['a column goes', raw('alter table `ticket` drop column `title`')],
    ['a column is called otherwise', raw('alter table "ticket" rename column "title" to "subject"')],
    ['a column holds less', raw('alter table `ticket` modify `title` varchar(10) not null')],
    ['a column that must be filled', raw('alter table "ticket" add column "mood" varchar(20) not null')],
    ['a table goes', raw('drop table `ticket`')],
    ['a table is called otherwise', raw('alter table `ticket` rename to `job`')],
    ['what is there must differ', raw('create unique index `uq_x` on `ticket` (`title`)')],
    ['rows are rewritten', raw("update `ticket` set `title` = ''")],
    ['rows are removed', raw('delete from `event`')],
    ['rows are put in', raw("insert into `role` (`code`) values ('x')")],
    ['an index goes', raw('drop index `ix_ticket_phase` on `ticket`')],
    [
      'a new table holds on to an old one',
      planted((runner) =>
        createTable(runner, {
          name: 'note',
          columns: 'tenantId text20, id text20, memberId text20',
          key: 'tenantId, id',
          references: ['tenantId, memberId -> member (tenantId, id)'],
        }),
      ),
    ],
  ])('is found: %s', async (_, migration) => {
    expect(problemsOf(await statementsOf(migration, type))).not.toEqual([]);
  });

  test('is left alone: what only adds', async () => {
    const good = planted(async (runner) => {
      const columns = 'tenantId text20, id text20, body json?';
      await createTable(runner, { name: 'note', columns, key: 'tenantId, id', unique: ['id'], indexes: ['body'] });
      await addColumn(runner, 'ticket', 'mood text20?');
      await runner.query('alter table `ticket` add column `weight` int not null default 0');
    });
    expect(problemsOf(await statementsOf(good, type))).toEqual([]);
  });

  test('another way to change the schema does not go unseen', async () => {
    const sly = planted((runner) => runner.dropColumn('ticket', 'title'));
    await expect(statementsOf(sly, type)).rejects.toThrow('dropColumn');
  });
});

eachDatabase((_, open, database) => {
  test('the version before goes on under a newer schema', async () => {
    const old = await open();
    const config = database.config();
    const source = await new DataSource(
      config.kind === 'sqlite'
        ? { type: 'better-sqlite3', driver: SqliteDatabase, database: config.file }
        : { type: 'mysql', url: config.url },
    ).initialize();
    await source.query('alter table member add column mood varchar(20)');
    await source.query('create table mood (id varchar(20) primary key)');
    await source.query("insert into migrations (timestamp, name) values (1999999999999, 'Mood1999999999999')");
    await source.destroy();
    await old.unit(A, (u) => u.insert(member, [aMember('m1')]));
    const started = await openStore(config);
    await started.unit(A, (u) => u.insert(member, [aMember('m2')]));
    expect(await started.read(A).count(member, {}, 9)).toBe(2);
    await started.close();
  });
});
