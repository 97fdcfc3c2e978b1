// A process that stands still in the middle of a unit (a machine that was put to sleep, a debugger, a network that is gone) keeps
// nobody out for good, whatever it had done until then. Time here runs ten times as fast.
import { type Connection, createConnection } from 'mysql2/promise';
import { onlyOn } from '../../test/support/databases';
import { isHeld } from './dialect';
import { SESSION } from './mysql';

onlyOn('mysql', (_open, database) => {
  const connect = async () => {
    const config = database.config();
    if (config.kind !== 'mysql') throw new Error('locks are kept by MySQL only');
    return createConnection({ uri: config.url });
  };

  const opened: Connection[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.destroy();
  });

  test.each([
    ['has locked a row', 'select * from kept where id = 1 for update'],
    ['has changed a row', 'update kept set n = n + 1 where id = 1'],
    ['has changed nothing', 'update kept set n = 5 where id = 1 and n = 7'],
    ['has added a row', 'insert into kept values (2, 0)'],
  ])('whoever sleeps and %s', async (_which, statement) => {
    const [other, sleeper] = [await connect(), await connect()];
    opened.push(other, sleeper);
    await other.query('create or replace table kept (id int primary key, n int) engine = InnoDB');
    await other.query('insert into kept values (1, 0)');
    sleeper.on('error', () => undefined);
    for (const sql of SESSION) await sleeper.query(sql);
    for (const what of ['transaction', 'write_transaction', 'readonly_transaction'])
      await sleeper.query(`set session idle_${what}_timeout = @@idle_${what}_timeout div 10`);
    await sleeper.query('start transaction');
    await sleeper.query(statement);

    const wanted = () => other.query('update kept set n = 9 where id in (1, 2)');
    await other.query('set session innodb_lock_wait_timeout = 1');
    const early = await wanted().catch((error: unknown) => error);
    expect(isHeld(early)).toBe(true);
    await other.query('set session innodb_lock_wait_timeout = 10');
    await wanted();
  });
});
