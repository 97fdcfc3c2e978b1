// Units of MySQL that share a transaction: what goes out in how many packets, and what becomes of a group that one member spoils.
import { type Link, linkOf } from './link';
import { makePatience, REQUEST_PATIENCE } from './patience';
import type { Statement, Write } from './table';
import { GROUP, LANES, makeTogether } from './together';
import type { Answer, Wire } from './wire';

/** Writes down each packet; `fail` says which ones fail, `count` how many rows a change fits. */
function scribe(fail: (sql: string) => string | undefined = () => undefined, count = 1) {
  const packets: string[][] = [];
  const alone: string[][] = [];
  const answerTo =
    (said: string[][]): Wire =>
    async (statements) => {
      said.push(statements.map(({ sql }) => sql));
      for (const { sql } of statements) {
        const code = fail(sql);
        if (code !== undefined) throw Object.assign(new Error(code), { code });
      }
      const answer = ({ sql }: Statement) => (sql.startsWith('select') ? [{ sql }] : { affectedRows: count });
      return statements.map((one) => answer(one) as unknown as Answer);
    };
  const together = makeTogether(
    (work) => work(answerTo(packets)),
    async (work) => {
      const said: string[] = [];
      alone.push(said);
      const wire = answerTo([]);
      const ask = async (statement: Statement) => {
        said.push(statement.sql);
        return (await wire([statement]))[0];
      };
      return work(
        linkOf({ all: async (one) => (await ask(one)) as never, run: async (one) => ((await ask(one)) as never) ?? 1 }),
      );
    },
  );
  return { packets, alone, together };
}

const read = (what: string): Statement => ({ sql: `select ${what}`, params: [] });
const row = (table: string, value: string): Write => ({
  table,
  sql: `insert into ${table} values (?)`,
  params: [value],
  rows: { head: `insert into ${table} values `, row: '(?)', count: 1 },
});
const change = (table: string, exactly?: number): Write => ({
  table,
  sql: `update ${table}`,
  params: [],
  ...(exactly !== undefined && { exactly }),
});
const create = (name: string) => async (link: Link) => {
  await link.all(read(`key ${name}`));
  await link.all(read(`template ${name}`));
  await link.later(row('ticket', name));
  await link.later(row('event', name));
  return name;
};

test('those who come together read side by side and write one statement per table, with one commit', async () => {
  const { packets, alone, together } = scribe();
  expect(await Promise.all(['a', 'b', 'c'].map((name) => together(create(name), [name])))).toEqual(['a', 'b', 'c']);
  expect(packets).toEqual([
    ['start transaction', 'select key a', 'select key b', 'select key c'],
    ['select template a', 'select template b', 'select template c'],
    ['insert into ticket values (?), (?), (?)', 'insert into event values (?), (?), (?)', 'commit'],
  ]);
  expect(alone).toEqual([]);
});

test('nobody is answered before the commit', async () => {
  let committed = false;
  const together = makeTogether(
    (work) =>
      work(async (statements) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (statements.some(({ sql }) => sql === 'commit')) committed = true;
        return statements.map(() => [] as unknown as Answer);
      }),
    () => Promise.reject(new Error('nobody is to be alone')),
  );
  const seen = await Promise.all(['a', 'b'].map((name) => together(create(name), [name]).then(() => committed)));
  expect(seen).toEqual([true, true]);
});

test('a change that is sure of its rows is looked at before anything is committed', async () => {
  const accept = async (link: Link) => {
    await link.later(change('ticket', 1));
    await link.later(row('event', 'accepted'));
    return 'mine';
  };
  const right = scribe();
  await right.together(accept, ['a']);
  expect(right.packets).toEqual([['start transaction', 'update ticket', 'insert into event values (?)'], ['commit']]);
  const late = scribe(undefined, 0);
  await expect(Promise.all([late.together(accept, ['a']), late.together(create('b'), ['b'])])).rejects.toMatchObject({
    code: 'ROWS_MOVED',
  });
  expect(late.packets.flat()).not.toContain('commit');
  expect(late.packets.at(-1)).toEqual(['rollback']);
  // Both began anew, each by itself.
  expect(late.alone).toHaveLength(2);
});

test.each(['ER_DUP_ENTRY', 'ER_LOCK_DEADLOCK'])(
  '%s: nothing of the group is kept, each begins anew by itself',
  async (code) => {
    let first = true;
    const { packets, alone, together } = scribe((sql) => {
      if (!sql.startsWith('insert into event') || !first) return undefined;
      first = false;
      return code;
    });
    expect(await Promise.all(['a', 'b'].map((name) => together(create(name), [name])))).toEqual(['a', 'b']);
    expect(packets.at(-1)).toEqual(['rollback']);
    expect(alone.map((said) => said.at(-1))).toEqual(['insert into event values (?)', 'insert into event values (?)']);
  },
);

test('whether a commit that was not answered was carried out is not known: nobody begins anew', async () => {
  const { alone, together } = scribe((sql) => (sql === 'commit' ? 'ECONNRESET' : undefined));
  const outcomes = await Promise.allSettled(['a', 'b'].map((name) => together(create(name), [name])));
  expect(outcomes.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toEqual([
    'ECONNRESET',
    'ECONNRESET',
  ]);
  expect(alone).toEqual([]);
});

test('one that fails by itself writes nothing and hears why; the others are kept', async () => {
  const { packets, together } = scribe();
  const fails = async (link: Link) => {
    await link.later(row('ticket', 'never'));
    throw new Error('no');
  };
  const [bad, good] = await Promise.allSettled([together(fails, ['a']), together(create('b'), ['b'])]);
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
  expect(good).toMatchObject({ status: 'fulfilled', value: 'b' });
  expect(packets.at(-1)).toEqual(['insert into ticket values (?)', 'insert into event values (?)', 'commit']);
});

test('one that wants an answer to a write, or to see what it wrote, goes by itself; the others are kept', async () => {
  const looksBack = async (link: Link) => {
    await link.later(row('ticket', 'a'));
    return (await link.all(read('ticket'))).length;
  };
  const locks = async (link: Link) => link.run(change('head'));
  const swallows = async (link: Link) => {
    await link.run(change('head')).catch(() => undefined);
    await link.later(row('ticket', 'half'));
  };
  const { packets, alone, together } = scribe();
  const all = [looksBack, locks, swallows, create('d')].map((work, at) => together<unknown>(work, [String(at)]));
  expect((await Promise.all(all))[0]).toBe(1);
  expect(alone).toHaveLength(3);
  expect(packets.at(-1)).toEqual(['insert into ticket values (?)', 'insert into event values (?)', 'commit']);
});

test('two about the same thing never share a group: the second goes by itself', async () => {
  const { packets, alone, together } = scribe();
  const step = (link: Link) => link.later(row('event', 'x'));
  await Promise.all([
    together(step, ['ticket', 'key 1']),
    together(step, ['ticket', 'key 2']),
    together(step, ['other', 'key 3']),
  ]);
  expect(packets).toEqual([['start transaction', 'insert into event values (?), (?)', 'commit']]);
  expect(alone).toEqual([['insert into event values (?)']]);
});

test('a group has its limit, and no more groups than lanes are under way', async () => {
  const { packets, together } = scribe();
  let most = 0;
  let busy = 0;
  const work = async (link: Link) => {
    most = Math.max(most, ++busy);
    await link.all(read('x'));
    busy -= 1;
    await link.later(row('event', 'x'));
  };
  await Promise.all(Array.from({ length: 5 * GROUP }, (_, at) => together(work, [String(at)])));
  expect(most).toBeLessThanOrEqual(LANES * GROUP);
  expect(packets.filter((packet) => packet.includes('commit'))).toHaveLength(5);
});

test('a group that is held up holds up nobody who comes after it', async () => {
  let free: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    free = resolve;
  });
  let lanes = 0;
  const together = makeTogether(
    async (work) => {
      lanes += 1;
      const mine = lanes;
      return work(async (statements) => {
        if (mine === 1) await held;
        return statements.map(() => [] as unknown as Answer);
      });
    },
    () => Promise.reject(new Error('nobody is to be alone')),
  );
  const first = together(create('a'), ['a']);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(await together(create('b'), ['b'])).toBe('b');
  expect(lanes).toBe(2);
  free();
  expect(await first).toBe('a');
});

test('much to write goes in several packets, none beyond what a server takes', async () => {
  const { packets, together } = scribe();
  const long = 'x'.repeat(400_000);
  const work = (link: Link) => link.later(row('event', long));
  await Promise.all(Array.from({ length: 8 }, (_, at) => together(work, [String(at)])));
  const writes = packets.flat().filter((sql) => sql.startsWith('insert'));
  expect(writes.map((sql) => sql.split('(?)').length - 1)).toEqual([2, 2, 2, 2]);
  expect(packets.filter((packet) => packet.some((sql) => sql.startsWith('insert')))).toHaveLength(4);
  expect(packets.flat().filter((sql) => sql === 'commit')).toHaveLength(1);
});

/** By a clock that goes on when it is told to. */
function someone(most: number) {
  let now = 0;
  const patience = makePatience(most, () => now);
  const forward = (ms: number) => {
    now += ms;
  };
  return { patience, forward };
}

test('whose patience ends before the writes go out has nothing written; the others are served in the same transaction', async () => {
  const { packets, alone, together } = scribe();
  const { patience, forward } = someone(1000);
  const slow = async (link: Link) => {
    await patience.during(async () => forward(2000));
    return create('b')(link);
  };
  const answers = await Promise.allSettled([
    together(create('a'), ['a']),
    together(slow, ['b'], patience),
    together(create('c'), ['c'], makePatience()),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: { code: 'PATIENCE_TIMEOUT' } });
  expect(packets.at(-1)).toEqual(['insert into ticket values (?), (?)', 'insert into event values (?), (?)', 'commit']);
  expect(alone).toEqual([]);
});

test('whose patience ends while the commit is on its way is told so alone: what became of it is what became of all', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance', 'nextTick'] });
  let commit = () => {};
  const said: string[] = [];
  const together = makeTogether(
    (work) =>
      work(async (statements) => {
        said.push(...statements.map(({ sql }) => sql));
        if (said.includes('commit')) {
          await new Promise<void>((resolve) => {
            commit = resolve;
          });
        }
        return statements.map(() => [] as unknown as Answer);
      }),
    () => Promise.reject(new Error('nobody begins anew')),
  );
  const hasty = makePatience();
  const leaving = hasty.bound(() => together(create('a'), ['a'], hasty));
  const staying = together(create('b'), ['b'], makePatience());
  while (!said.includes('commit')) await new Promise((resolve) => setImmediate(resolve));
  jest.advanceTimersByTime(REQUEST_PATIENCE);
  await expect(leaving).rejects.toMatchObject({ code: 'PATIENCE_TIMEOUT' });
  jest.useRealTimers();
  commit();
  expect(await staying).toBe('b');
  expect(said).toContain('insert into ticket values (?), (?)');
});
