// The lane in front of SQLite's one writer: order, shared commits, and what happens when a commit fails.
import { GROUP, makeLane, type Writer } from './lane';

/** Writes down what it was told; `fail` names statements that fail, once each. */
function scribe(fail: readonly { readonly sql: string; readonly code: string }[] = []) {
  const said: string[] = [];
  const waiting = [...fail];
  let inTransaction = false;
  const writer: Writer = {
    get inTransaction() {
      return inTransaction;
    },
    exec: (sql) => {
      said.push(sql);
      const at = waiting.findIndex((one) => one.sql === sql);
      if (at >= 0) throw Object.assign(new Error(sql), { code: waiting.splice(at, 1)[0]?.code });
      if (sql === 'begin immediate') inTransaction = true;
      if (sql === 'commit' || sql === 'rollback') inTransaction = false;
    },
  };
  const lose = () => {
    inTransaction = false;
  };
  return { said, writer, lose };
}

const times = (said: readonly string[], sql: string) => said.filter((one) => one === sql).length;

test('units that wait together share one commit, in the order they came', async () => {
  const { said, writer } = scribe();
  const lane = makeLane(writer);
  const ran: number[] = [];
  const answered: number[] = [];
  const enter = (at: number) => lane(async () => void ran.push(at)).then(() => answered.push(times(said, 'commit')));
  await Promise.all(Array.from({ length: GROUP + 6 }, (_, at) => enter(at)));
  expect(ran).toEqual(Array.from({ length: GROUP + 6 }, (_, at) => at));
  expect(times(said, 'commit')).toBe(2);
  // Nobody is answered before the commit of the group.
  expect(answered.slice(0, GROUP).every((commits) => commits >= 1)).toBe(true);
  expect(answered.slice(GROUP).every((commits) => commits === 2)).toBe(true);
});

test('a unit that fails goes back to its savepoint; the others are kept', async () => {
  const { said, writer } = scribe();
  const lane = makeLane(writer);
  const outcomes = await Promise.allSettled([
    lane(async () => 1),
    lane(async () => Promise.reject(new Error('no'))),
    lane(async () => 3),
  ]);
  expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(times(said, 'rollback to unit')).toBe(1);
  expect(times(said, 'commit')).toBe(1);
});

test('a commit that fails fails everybody in it, and the lane goes on', async () => {
  const { said, writer } = scribe([{ sql: 'commit', code: 'SQLITE_FULL' }]);
  const lane = makeLane(writer);
  const outcomes = await Promise.allSettled([lane(async () => 1), lane(async () => 2)]);
  expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  expect(said.at(-1)).toBe('rollback');
  expect(await lane(async () => 3)).toBe(3);
});

test('a transaction that SQLite gave up fails everybody in it', async () => {
  const { writer, lose } = scribe();
  const lane = makeLane(writer);
  const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
  const outcomes = await Promise.allSettled([
    lane(async () => 1),
    lane(async () => {
      lose();
      throw full;
    }),
    lane(async () => 3),
  ]);
  expect(outcomes.map((one) => (one.status === 'rejected' ? one.reason : one.value))).toEqual([full, full, 3]);
});

test('another process that writes is waited for', async () => {
  const busy = { sql: 'begin immediate', code: 'SQLITE_BUSY' };
  const { said, writer } = scribe([busy, busy, busy]);
  expect(await makeLane(writer)(async () => 1)).toBe(1);
  expect(times(said, 'begin immediate')).toBe(4);
});

test('a writer that does not open refuses those who wait', async () => {
  const { writer } = scribe([{ sql: 'begin immediate', code: 'SQLITE_IOERR' }]);
  const lane = makeLane(writer);
  const outcomes = await Promise.allSettled([lane(async () => 1), lane(async () => 2)]);
  expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  expect(await lane(async () => 3)).toBe(3);
});

test('the network gets its turn between groups', async () => {
  const { writer } = scribe();
  const lane = makeLane(writer);
  let turns = 0;
  const network = setInterval(() => turns++, 1);
  // By turns, not by the clock: where this process stands still for a while, its time would be over before the first one.
  const busy = async (): Promise<void> => {
    for (let units = 0; turns === 0 && units < 1_000_000; units++) await lane(async () => 1);
  };
  await Promise.all([busy(), busy()]);
  clearInterval(network);
  expect(turns).toBeGreaterThan(0);
});
