// Twin organizations with the same ids: nothing that one of them does can see or touch the other's rows.
import { eachDatabase } from '../../test/support/databases';
import { A, aMember, aTicket, aWorkItem, B, memberId, NOW, ticketId } from './samples';
import { member } from './tables/member';
import { session } from './tables/session';
import { ticket } from './tables/ticket';
import { workItem } from './tables/workItem';
import type { Store } from './unit';

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    for (const [scope, title] of [
      [A, 'of A'],
      [B, 'of B'],
    ] as const) {
      await store.unit(scope, (u) => u.insert(ticket, [aTicket('same', 1, { title })]));
    }
    await store.unit(B, async (u) => {
      await u.insert(ticket, [aTicket('other', 2)]);
      await u.insert(workItem, [aWorkItem('same', 1, { handlerId: memberId('spy') })]);
    });
  });

  test('each reads its own', async () => {
    expect((await store.read(A).one(ticket, { id: ticketId('same') }))?.title).toBe('of A');
    expect((await store.read(B).one(ticket, { id: ticketId('same') }))?.title).toBe('of B');
    expect(await store.read(A).one(ticket, { id: ticketId('other') })).toBeUndefined();
    expect(await store.read(A).count(ticket, {}, 9)).toBe(1);
    expect(await store.read(A).count(ticket, { any: [{}, { no: 2 }] }, 9)).toBe(1);
    expect((await store.read(B).find(ticket, { where: {}, order: [['no', 'asc']], after: { no: 0 } })).length).toBe(2);
    expect((await store.read(A).find(ticket, { where: {}, order: [['no', 'asc']], after: { no: 0 } })).length).toBe(1);
  });

  test('a row of the other does not make a condition true', async () => {
    const where = {
      exists: { table: workItem, on: { ticketId: 'id' }, where: { handlerId: memberId('spy') } },
    } as const;
    expect(await store.read(A).count(ticket, where, 9)).toBe(0);
    expect(await store.read(B).count(ticket, where, 9)).toBe(1);
    const few = { exists: { ...where.exists, few: true } };
    expect(await store.read(A).count(ticket, few, 9)).toBe(0);
    expect((await store.system.read.find(ticket, { where: few })).map((row) => row.tenantId)).toEqual([B.tenantId]);
  });

  test('changes and removals stay inside', async () => {
    await store.unit(A, async (u) => {
      expect(await u.change(ticket, { id: ticketId('other') }, { title: 'mine' })).toBe(0);
      expect(await u.change(ticket, {}, { priority: 'urgent' })).toBe(1);
      expect(await u.remove(ticket, { id: ticketId('other') })).toBe(0);
      expect(await u.remove(workItem, {})).toBe(0);
      expect(await u.lock(ticket, { id: ticketId('other') })).toBeUndefined();
      await u.upsert(ticket, aTicket('other', 2, { title: 'mine' }), ['title']);
      expect(await u.number(ticket, 'urges', [{ id: 'other', urges: 7 }])).toBe(1);
    });
    expect(
      await store.read(B).find(ticket, { where: { any: [{ title: 'mine' }, { priority: 'urgent' }, { urges: 7 }] } }),
    ).toEqual([]);
    expect(await store.read(B).count(workItem, {}, 9)).toBe(1);
  });

  test('tables above organizations are out of reach', async () => {
    const above = session as never;
    await expect(store.read(A).find(above, { where: {} } as never)).rejects.toThrow('above organizations');
    await expect(store.unit(A, (u) => u.insert(above, [{}] as never))).rejects.toThrow('above organizations');
    await expect(store.unit(A, (u) => u.remove(above, {} as never))).rejects.toThrow('above organizations');
  });

  test('the system sees whose each row is, and changes rows of a named tenant only', async () => {
    const rows = await store.system.read.find(ticket, {
      where: { id: ticketId('same') },
      columns: ['tenantId', 'title'],
    });
    expect(rows.map((row) => row.tenantId).sort()).toEqual([A.tenantId, B.tenantId]);
    expect(await store.system.read.count(ticket, { tenantId: B.tenantId }, 9)).toBe(2);
    const where = {
      exists: { table: workItem, on: { ticketId: 'id' }, where: { handlerId: memberId('spy') } },
    } as const;
    expect((await store.system.read.find(ticket, { where })).map((row) => row.tenantId)).toEqual([B.tenantId]);
    await store.system.unit(async (u) => {
      expect(await u.change(ticket, { tenantId: B.tenantId, no: 2 }, { title: 'seen to' })).toBe(1);
      await u.insert(member, [{ ...aMember('made'), tenantId: B.tenantId }]);
      await u.insert(session, [
        {
          tokenHash: 'h',
          tenantId: A.tenantId,
          memberId: memberId('m'),
          kind: 'token',
          label: null,
          createdAt: NOW,
          expiresAt: null,
          revokedAt: null,
          onlyId: null,
        },
      ]);
      expect(await u.change(session, { tokenHash: 'h' }, { revokedAt: NOW })).toBe(1);
      await expect(u.change(ticket, { no: 2 } as never, { title: 'whose?' })).rejects.toThrow('named tenant');
      await expect(u.remove(ticket, {} as never)).rejects.toThrow('named tenant');
      await expect(u.insert(member, [aMember('nobody')] as never)).rejects.toThrow();
    });
    expect(await store.read(A).count(member, {}, 9)).toBe(0);
    expect(await store.read(B).count(member, {}, 9)).toBe(1);
  });
});
