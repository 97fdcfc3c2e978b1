// Units: all or nothing, one at a time where it matters, and nobody is told before it is on disk.
import { eachDatabase } from '../../test/support/databases';
import { isDuplicate, isRetryable, isUnavailable } from './dialect';
import { openStore } from './open';
import { A, aMember, aTicket, B, memberId, ticketId } from './samples';
import { lockout } from './tables/lockout';
import { member } from './tables/member';
import { ticket } from './tables/ticket';
import type { Store, Unit } from './unit';

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

eachDatabase((name, open, database) => {
  let store: Store;
  let other: Store;
  let last = 0;
  const fresh = () => `m${++last}`;
  const insert = (u: Unit, id: string) => u.insert(member, [aMember(id)]);
  const has = (id: string) => store.read(A).count(member, { id: memberId(id) }, 1);

  beforeAll(async () => {
    store = await open();
    other = await open();
  });

  test('what a unit throws undoes it all, and comes back as it was', async () => {
    const [id, boom] = [fresh(), new Error('boom')];
    const error = await caught(
      store.unit(A, async (u) => {
        await insert(u, id);
        expect(await u.count(member, { id: memberId(id) }, 1)).toBe(1);
        throw boom;
      }),
    );
    expect(error).toBe(boom);
    expect(await has(id)).toBe(0);
  });

  test('of many units at once, those that fail take back only their own', async () => {
    const ids = Array.from({ length: 150 }, fresh);
    const outcomes = await Promise.allSettled(
      ids.map((id, at) =>
        store.unit(A, async (u) => {
          await insert(u, id);
          if (at % 3 === 0) throw new Error('no');
          return id;
        }),
      ),
    );
    expect(outcomes.map((one) => one.status)).toEqual(ids.map((_, at) => (at % 3 === 0 ? 'rejected' : 'fulfilled')));
    const kept = await store.read(A).find(member, { where: { id: { in: ids.map(memberId) } } });
    expect(kept.length).toBe(100);
  });

  test('a unit inside of a unit is part of it', async () => {
    const [one, two] = [fresh(), fresh()];
    const error = await caught(
      store.unit(A, async (u) => {
        await insert(u, one);
        await store.unit(u, async (inner) => {
          expect(inner).toBe(u);
          await insert(inner, two);
        });
        throw new Error('after');
      }),
    );
    expect(String(error)).toContain('after');
    expect([await has(one), await has(two)]).toEqual([0, 0]);
  });

  test('what the inner unit threw, the outer one cannot keep', async () => {
    const id = fresh();
    const inner = async (u: Unit) => {
      await insert(u, id);
      throw new Error('inner');
    };
    const error = await caught(
      store.unit(A, async (u) => {
        await caught(store.unit(u, inner));
      }),
    );
    expect(String(error)).toContain('inner');
    expect(await has(id)).toBe(0);
  });

  test('a unit inside of another that is not told of it is a fault, and so is one that goes on in what is over', async () => {
    await expect(store.unit(A, () => store.unit(A, async () => 1))).rejects.toThrow('scope');
    await expect(store.unit(A, () => store.unit(B, async () => 1))).rejects.toThrow('scope');
    await expect(store.unit(A, () => store.system.unit(async () => 1))).rejects.toThrow('scope');
    await expect(store.system.unit(() => store.unit(A, async () => 1))).rejects.toThrow('scope');
    let over: Unit | undefined;
    await store.unit(A, async (u) => {
      over = u;
    });
    await expect(store.unit(over as Unit, async () => 1)).rejects.toThrow('over');
    // Beside it, and after it, there may be others.
    expect(await Promise.all([store.unit(A, () => pause(5)), store.unit(B, async () => 1)])).toEqual([undefined, 1]);
  });

  test('reads beside a unit see committed rows only', async () => {
    const id = fresh();
    await store.unit(A, async (u) => {
      await insert(u, id);
      expect(await has(id)).toBe(0);
    });
    expect(await has(id)).toBe(1);
  });

  test('hints run after the commit, outside of the unit, and never when it failed', async () => {
    const seen: string[] = [];
    let ownUnit: Promise<unknown> | undefined;
    const id = fresh();
    await store.unit(A, async (u) => {
      u.onCommit(() => {
        seen.push('hint');
        // Not joined: this unit is another organization's.
        ownUnit = store.unit(B, async () => seen.push('own unit'));
      });
      u.onCommit(() => {
        throw new Error('a hint that fails spoils nothing');
      });
      await insert(u, id);
      expect(seen).toEqual([]);
    });
    expect(seen[0]).toBe('hint');
    expect(await has(id)).toBe(1);
    await ownUnit;
    expect(seen).toEqual(['hint', 'own unit']);
    await caught(
      store.unit(A, async (u) => {
        u.onCommit(() => seen.push('never'));
        throw new Error('no');
      }),
    );
    expect(seen).not.toContain('never');
  });

  test('a call that comes after the unit is refused', async () => {
    let late: Unit | undefined;
    await store.unit(A, async (u) => {
      late = u;
    });
    await expect(late?.insert(member, [aMember(fresh())])).rejects.toThrow('over');
  });

  test('a unit that does not end is given up, and what it writes afterwards is refused', async () => {
    // Long enough for a row on a busy machine.
    const hasty = await openStore({ ...database.config(), unitDeadline: 2000 });
    const [id, late] = [fresh(), fresh()];
    let giveUp = () => {};
    const givenUp = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    let afterwards: Promise<unknown> | undefined;
    const error = await caught(
      hasty.unit(A, async (u) => {
        await insert(u, id);
        afterwards = givenUp.then(() => caught(insert(u, late)));
        await afterwards;
      }),
    );
    giveUp();
    expect(isUnavailable(error)).toBe(true);
    expect(String(await afterwards)).toContain('over');
    expect([await has(id), await has(late)]).toEqual([0, 0]);
    await hasty.unit(A, (u) => insert(u, id));
    await hasty.close();
    expect(await has(id)).toBe(1);
  });

  test('a duplicate is told from other faults, names no values, and lets the unit go on', async () => {
    const [id, next] = [fresh(), fresh()];
    await store.unit(A, async (u) => {
      await insert(u, id);
      const error = await caught(insert(u, id));
      expect(isDuplicate(error)).toBe(true);
      expect(isRetryable(error)).toBe(false);
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(A.tenantId);
      const sameLogin = await caught(u.insert(member, [aMember(next), aMember('x', { login: id })]));
      expect(isDuplicate(sameLogin)).toBe(true);
      expect(await u.count(member, { id: memberId(next) }, 1)).toBe(0);
      await insert(u, next);
    });
    expect([await has(id), await has(next)]).toEqual([1, 1]);
    expect(isDuplicate(new Error('other'))).toBe(false);
    expect(isRetryable(undefined)).toBe(false);
  });

  test('a change says how many rows its condition fitted, changed or not', async () => {
    const id = fresh();
    await store.unit(A, async (u) => {
      await insert(u, id);
      expect(await u.change(member, { id: memberId(id) }, { name: 'new' })).toBe(1);
      expect(await u.change(member, { id: memberId(id) }, { name: 'new' })).toBe(1);
      expect(await u.change(member, { id: memberId('nobody') }, { name: 'new' })).toBe(0);
      await expect(u.change(member, {}, {})).rejects.toThrow('nothing');
      await expect(u.change(member, {}, { id: memberId('x') })).rejects.toThrow('key');
    });
  });

  test('insert in chunks; upsert changes the named columns or leaves the row', async () => {
    const ids = Array.from({ length: 123 }, fresh);
    await store.unit(A, async (u) => {
      await u.insert(
        member,
        ids.map((id) => aMember(id)),
      );
      await u.insert(member, []);
      const [id = ''] = ids;
      await u.upsert(member, aMember(id, { name: 'second', phone: '1' }), ['name']);
      expect(await u.one(member, { id: memberId(id) })).toEqual(aMember(id, { name: 'second' }));
      await u.upsert(member, aMember(id, { name: 'third' }), []);
      expect((await u.one(member, { id: memberId(id) }))?.name).toBe('second');
      await u.upsert(member, aMember('upserted'), ['name']);
    });
    expect(await store.read(A).count(member, { id: { in: ids.map(memberId) } }, 999)).toBe(123);
    expect(await has('upserted')).toBe(1);
  });

  test('number gives each row its own value', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => ({ id: `n${at}`, urges: at * 2, more: 'ignored' }));
    await store.unit(A, async (u) => {
      await u.insert(
        ticket,
        rows.map((row, at) => aTicket(row.id, 5000 + at)),
      );
      expect(await u.number(ticket, 'urges', [...rows, { id: 'nobody', urges: 1 }])).toBe(120);
    });
    const found = await store.read(A).find(ticket, { where: { no: { gte: 5000 } }, columns: ['id', 'urges'] });
    const expected = new Map(rows.map((row) => [row.id, row.urges]));
    expect(found.every((row) => expected.get(row.id) === row.urges)).toBe(true);
  });

  test('of 200 claims at once, from two openers, one wins', async () => {
    await store.unit(A, (u) => u.insert(ticket, [aTicket('claimed', 1)]));
    const claims = Array.from({ length: 200 }, (_, at) => {
      const claim = () =>
        (at % 2 === 0 ? store : other).unit(A, (u) =>
          u.change(
            ticket,
            { id: ticketId('claimed'), assigneeId: null },
            { assigneeId: memberId(`w${at}`), version: 2 },
          ),
        );
      return patiently(claim);
    });
    const won = (await Promise.all(claims)).filter((changed) => changed === 1);
    expect(won.length).toBe(1);
  });

  test('counting under lock loses nothing', async () => {
    await store.system.unit((u) => u.insert(lockout, [{ key: 'k', fails: 0, firstAt: 1, until: null }]));
    const count = (from: Store) =>
      patiently(() =>
        from.system.unit(async (u) => {
          const row = await u.lock(lockout, { key: 'k' });
          await u.change(lockout, { key: 'k' }, { fails: (row?.fails ?? 0) + 1 });
        }),
      );
    await Promise.all(Array.from({ length: 60 }, (_, at) => count(at % 2 === 0 ? store : other)));
    expect((await store.system.read.one(lockout, { key: 'k' }))?.fails).toBe(60);
  });

  test('those who wait for each other are told that again may help, and nothing of theirs is kept', async () => {
    const [one, two] = [fresh(), fresh()];
    await store.unit(A, (u) => u.insert(member, [aMember(one), aMember(two)]));
    let holding = 0;
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const both = async (first: string, second: string, from: Store) =>
      from.unit(A, async (u) => {
        await u.change(member, { id: memberId(first) }, { phone: first });
        // Each holds its first row before either asks for the other's; SQLite's one writer never lets two hold any.
        if (++holding === 2) meet();
        if (name === 'mysql') await met;
        // Swallowed; the unit is lost all the same.
        await caught(u.change(member, { id: memberId(second) }, { phone: first }));
      });
    const errors = await Promise.all([caught(both(one, two, store)), caught(both(two, one, other))]);
    const failed = errors.filter((error) => error !== undefined);
    expect(failed.every(isRetryable)).toBe(true);
    expect(failed.length).toBe(name === 'mysql' ? 1 : 0);
    const rows = await store.read(A).find(member, { where: { id: { in: [memberId(one), memberId(two)] } } });
    expect(new Set(rows.map((row) => row.phone)).size).toBe(1);
  });

  test('the clock is the database’s, in milliseconds', async () => {
    const before = Date.now();
    const now = await store.now();
    const after = Date.now();
    expect(Number.isInteger(now)).toBe(true);
    // Not by how long the answer took.
    expect(now).toBeGreaterThan(before - 2000);
    expect(now).toBeLessThan(after + 2000);
    await store.ready();
  });

  test('a closed store refuses', async () => {
    const third = await open();
    const under = third.unit(A, (u) => insert(u, 'last one in'));
    await third.close();
    await under;
    await expect(third.unit(A, async () => 1)).rejects.toThrow();
    expect(await has('last one in')).toBe(1);
  });
});

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isRetryable(error)) throw error;
    }
  }
}
