// The language of conditions: what it finds is the same on both databases.
import { eachDatabase } from '../../test/support/databases';
import { A, aTicket, aWorkItem, memberId, NOW } from './samples';
import type { Where } from './table';
import { ticket } from './tables/ticket';
import { workItem } from './tables/workItem';
import type { Store } from './unit';

const ROWS = [
  aTicket('t1', 1, { phase: 'open', priority: 'low', assigneeId: null, dueAt: NOW + 10, stars: null }),
  aTicket('t2', 2, { phase: 'active', priority: 'high', assigneeId: memberId('li'), dueAt: NOW + 20, stars: 5 }),
  aTicket('t3', 3, { phase: 'active', priority: 'low', assigneeId: memberId('wang'), dueAt: NOW + 20, stars: 0 }),
  aTicket('t4', 4, { phase: 'closed', priority: 'urgent', assigneeId: memberId('li'), dueAt: NOW + 30, stars: 1 }),
];
const WORK = [
  aWorkItem('t1', 1, { kind: 'offer', role: 'plumber' }),
  aWorkItem('t2', 1, { handlerId: memberId('li') }),
  aWorkItem('t2', 2, { handlerId: memberId('wang'), state: 'done' }),
  aWorkItem('t4', 1, { handlerId: memberId('li'), state: 'done' }),
];
const worked = (where: Where<typeof workItem>): Where<typeof ticket> => ({
  exists: { table: workItem, on: { ticketId: 'id' }, where },
});
const few = (where: Where<typeof workItem>): Where<typeof ticket> => ({
  exists: { table: workItem, on: { ticketId: 'id' }, where, few: true },
});

const CASES: readonly (readonly [Where<typeof ticket>, readonly number[]])[] = [
  [{}, [1, 2, 3, 4]],
  [{ phase: 'active' }, [2, 3]],
  [{ phase: 'active', priority: 'low' }, [3]],
  [{ assigneeId: null }, [1]],
  [{ assigneeId: { not: null } }, [2, 3, 4]],
  [{ assigneeId: { not: memberId('li') } }, [1, 3]],
  [{ phase: { not: 'active' } }, [1, 4]],
  [{ no: { in: [4, 2, 99] } }, [2, 4]],
  [{ no: { in: [1, 2, 3] } }, [1, 2, 3]],
  [{ no: { in: [] } }, []],
  [{ dueAt: { gt: NOW + 10, lte: NOW + 20 } }, [2, 3]],
  [{ dueAt: { gte: NOW + 30 } }, [4]],
  [{ dueAt: { lt: NOW + 20 } }, [1]],
  [{ stars: { lt: 5 } }, [3, 4]],
  [{ stars: 0 }, [3]],
  [{ any: [{ phase: 'open' }, { priority: 'urgent' }] }, [1, 4]],
  [{ assigneeId: memberId('li'), any: [{ phase: 'open' }, { priority: 'urgent' }] }, [4]],
  [{ any: [] }, []],
  [{ any: [{}] }, [1, 2, 3, 4]],
  [{ all: [] }, [1, 2, 3, 4]],
  [{ all: [{ phase: 'active' }, { any: [{ stars: 5 }, { stars: null }] }] }, [2]],
  [worked({}), [1, 2, 4]],
  [worked({ handlerId: memberId('wang') }), [2]],
  [worked({ handlerId: memberId('li'), state: 'open' }), [2]],
  [{ all: [worked({ handlerId: memberId('li') }), worked({ handlerId: memberId('wang') })] }, [2]],
  [{ phase: 'open', any: [worked({ role: { in: ['plumber', 'painter'] } }), { stars: 5 }] }, [1]],
  [worked({ any: [{ role: 'plumber' }, { state: 'done' }] }), [1, 2, 4]],
  [few({ handlerId: memberId('li') }), [2, 4]],
  [{ any: [few({ handlerId: memberId('wang') }), { no: 1 }] }, [1, 2]],
  [{ title: "x' or 1 = 1 -- " }, []],
];

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.unit(A, async (u) => {
      await u.insert(ticket, ROWS);
      await u.insert(workItem, WORK);
    });
  });

  test.each(CASES.map(([where, nos]) => [JSON.stringify(where), where, nos] as const))(
    '%s',
    async (_name, where, nos) => {
      const found = await store.read(A).find(ticket, { where, order: [['no', 'asc']], columns: ['no'] });
      expect(found.map((row) => row.no)).toEqual(nos);
      expect(await store.read(A).count(ticket, where, 100)).toBe(nos.length);
    },
  );

  test('counts stop at the cap', async () => {
    expect(await store.read(A).count(ticket, {}, 3)).toBe(3);
  });

  test('one: the row, none, or a fault where there are several', async () => {
    const reader = store.read(A);
    expect((await reader.one(ticket, { no: 2 }))?.id).toBe('t2');
    expect(await reader.one(ticket, { no: 99 })).toBeUndefined();
    await expect(reader.one(ticket, { phase: 'active' })).rejects.toThrow('several');
  });

  test.each([
    ['an unknown column', { nothing: 1 }],
    ['undefined', { phase: undefined }],
    ['the tenant', { tenantId: 'tenant-b' }],
    ['inside of json', { values: 'x' }],
    ['an unknown operator', { no: { like: '%' } }],
    ['null in a list', { assigneeId: { in: ['li', null] } }],
    ['less than null', { stars: { lt: null } }],
    ['nothing', { no: {} }],
    ['a prototype', { constructor: 'x' }],
    ['an unknown column in a group', { any: [{ nothing: 1 }] }],
    ['an unknown column of another table', { exists: { table: workItem, on: { nothing: 'id' }, where: {} } }],
    [
      'another tenant of another table',
      { exists: { table: workItem, on: { ticketId: 'id' }, where: { tenantId: 'b' } } },
    ],
    ['an exists that names no columns', { exists: { table: workItem, on: {}, where: {} } }],
  ])('a fault: %s', async (_name, where) => {
    const wrong = where as Where<typeof ticket>;
    await expect(store.read(A).find(ticket, { where: wrong })).rejects.toThrow();
    await expect(store.read(A).count(ticket, wrong, 1)).rejects.toThrow();
    await expect(store.unit(A, (u) => u.change(ticket, wrong, { title: 'x' }))).rejects.toThrow();
    await expect(store.unit(A, (u) => u.remove(ticket, wrong))).rejects.toThrow();
  });

  test('pages by key meet every row once, in either direction', async () => {
    for (const direction of ['asc', 'desc'] as const) {
      const order = [
        ['dueAt', direction],
        ['id', direction],
      ] as const;
      const seen: string[] = [];
      let after: { dueAt: number; id: string } | undefined;
      for (let page = 0; page < 5; page++) {
        const rows = await store.read(A).find(ticket, { where: {}, order, limit: 1, ...(after && { after }) });
        const [row] = rows;
        if (row === undefined) break;
        seen.push(row.id);
        after = { dueAt: row.dueAt, id: row.id };
      }
      expect(seen).toEqual(direction === 'asc' ? ['t1', 't2', 't3', 't4'] : ['t4', 't3', 't2', 't1']);
    }
  });

  test('mixed directions, and a fault where the key and the order differ', async () => {
    const order = [
      ['priority', 'asc'],
      ['no', 'desc'],
    ] as const;
    const rows = await store.read(A).find(ticket, { where: {}, order, after: { priority: 'low', no: 3 } });
    expect(rows.map((row) => row.no)).toEqual([1, 4]);
    await expect(store.read(A).find(ticket, { where: {}, order, after: { priority: 'low' } })).rejects.toThrow();
    const nullable = [['stars', 'asc']] as const;
    await expect(store.read(A).find(ticket, { where: {}, order: nullable, after: { stars: 1 } })).rejects.toThrow();
  });

  test('nothing sorts in front', async () => {
    const rows = await store.read(A).find(ticket, { where: {}, order: [['stars', 'asc']] });
    expect(rows.map((row) => row.stars)).toEqual([null, 0, 1, 5]);
  });
});
