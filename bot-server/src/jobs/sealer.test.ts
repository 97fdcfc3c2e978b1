// The sealer: every committed event gets a number, each number once, without a gap, in whatever order writers finish.
import type { TenantId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../test/support/databases';
import { again } from '../core/again';
import { chain, GENESIS } from '../core/chain';
import { isCollision } from '../core/execute';
import { newId } from '../core/ids';
import { event } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { tenant } from '../store/tables/tenant';
import type { Store, Unit } from '../store/unit';
import { makeSealer, sealHash } from './sealer';

const NOW = Date.UTC(2026, 0, 5);

eachDatabase((name, open) => {
  let store: Store;
  let other: Store;
  let tenantId: TenantId;
  let made = 0;

  beforeAll(async () => {
    store = await open();
    other = await open();
  });
  beforeEach(async () => {
    tenantId = newId<'tenant'>(NOW);
    const code = `org-${made++}`;
    const row = { id: tenantId, code, name: code, locale: 'zh-CN', offsetMinutes: 480, createdAt: NOW };
    await store.system.unit((u) => u.insert(tenant, [row]));
    await store.unit({ tenantId }, (u) => u.insert(feedHead, [{ no: 0, hash: GENESIS }]));
  });

  const links = (streamId: string, count: number, at = NOW) =>
    chain(
      tenantId,
      GENESIS,
      Array.from({ length: count }, (_, index) => ({
        streamId,
        seq: index + 1,
        kind: 'ticket' as const,
        type: 'ticket.commented',
        at,
        byId: null,
        channel: 'api' as const,
        requestId: null,
        data: {},
      })),
    ).map((row) => ({ ...row, feedNo: null }));
  const write = (u: Unit, streamId: string, count: number, at?: number) => u.insert(event, links(streamId, count, at));
  const wrote = async (count: number, on = store) => {
    const streamId = newId(NOW + made++);
    await on.unit({ tenantId }, (u) => write(u, streamId, count));
    return streamId;
  };
  const numbered = () =>
    store.read({ tenantId }).find(event, { where: { feedNo: { not: null } }, order: [['feedNo', 'asc']] });
  /** Numbers from one on without a gap, and a head that has added them all up. */
  async function expectWhole(count: number): Promise<void> {
    const rows = (await numbered()).map((row) => ({ ...row, feedNo: row.feedNo ?? 0 }));
    expect(rows.map(({ feedNo }) => feedNo)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(await store.read({ tenantId }).one(feedHead, {})).toEqual({ no: count, hash: sealHash(GENESIS, rows) });
    expect(await store.read({ tenantId }).count(event, { feedNo: null }, 9)).toBe(0);
  }

  test('a turn that was lost to others is begun again, without a word', async () => {
    await wrote(3);
    let lost = 0;
    const unlucky: Store = {
      ...store,
      unit: (scope, work) =>
        lost++ < 3
          ? Promise.reject(Object.assign(new Error('planted'), { code: 'ER_LOCK_DEADLOCK' }))
          : store.unit(scope, work),
    };
    expect(await makeSealer(unlucky).seal(tenantId)).toBe(3);
    expect(lost).toBe(4);
    const broken: Store = { ...store, unit: () => Promise.reject(new Error('planted')) };
    await expect(makeSealer(broken).seal(tenantId)).rejects.toThrow('planted');
  });

  test('numbers what is there, says how far it came, and then has nothing to do', async () => {
    await wrote(3);
    await wrote(2);
    expect(await makeSealer(store).behind()).toContain(tenantId);
    expect(await makeSealer(store).seal(tenantId)).toBe(5);
    expect(await makeSealer(store).seal(tenantId)).toBeNull();
    expect(await makeSealer(store).behind()).not.toContain(tenantId);
    await expectWhole(5);
  });

  test('more than one batch, and each event is told of once', async () => {
    await wrote(1203);
    const told: number[] = [];
    expect(await makeSealer(store, (at) => told.push(at)).seal(tenantId)).toBe(1203);
    const written = (await store.read({ tenantId }).find(event, { where: {}, columns: ['at'] })).map(({ at }) => at);
    expect(told.sort()).toEqual(written.sort());
    await expectWhole(1203);
  });

  test('an organization without a head gets one', async () => {
    await store.unit({ tenantId }, (u) => u.remove(feedHead, {}));
    await wrote(2);
    await Promise.allSettled([makeSealer(store).seal(tenantId), makeSealer(other).seal(tenantId)]);
    await makeSealer(store).seal(tenantId);
    await expectWhole(2);
  });

  test('many sealers at once, while events come in: nothing twice, nothing left out', async () => {
    let total = 0;
    const writing = Array.from({ length: 6 }, async (_unused, at) => {
      for (let i = 0; i < 8; i++) {
        total += 3;
        // As commands do: whoever loses a deadlock to a sealer begins anew.
        await again(isCollision, () => wrote(3, at % 2 === 0 ? store : other));
      }
    });
    const sealing = [store, other, store, other].map(async (each) => {
      for (let i = 0; i < 10; i++) await makeSealer(each).seal(tenantId);
    });
    await Promise.all([...writing, ...sealing]);
    await makeSealer(store).seal(tenantId);
    await expectWhole(total);
  });

  test('within a stream and a moment, numbers follow the order of the events', async () => {
    const ids = [await wrote(4), await wrote(4), await wrote(4)];
    await makeSealer(store).seal(tenantId);
    const rows = await numbered();
    for (const id of ids) {
      expect(rows.filter(({ streamId }) => streamId === id).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    }
  });

  if (name === 'mysql') {
    test('a writer that began first and finishes last is not missed by whoever reads the line meanwhile', async () => {
      let finish = () => {};
      const held = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const early = newId(NOW);
      let written = () => {};
      const hasWritten = new Promise<void>((resolve) => {
        written = resolve;
      });
      const slow = other.unit({ tenantId }, async (u) => {
        await write(u, early, 2, NOW - 60_000);
        written();
        await held;
      });
      await hasWritten;
      await wrote(3);
      expect(await makeSealer(store).seal(tenantId)).toBe(3);
      const cursor = 3;
      finish();
      await slow;
      expect(await makeSealer(store).seal(tenantId)).toBe(5);
      const late = (await numbered()).filter(({ feedNo }) => (feedNo ?? 0) > cursor);
      expect(late.map(({ streamId, seq }) => [streamId, seq])).toEqual([
        [early, 1],
        [early, 2],
      ]);
      await expectWhole(5);
    });

    test('a writer that gives up leaves no gap', async () => {
      const gone = store.unit({ tenantId }, async (u) => {
        await write(u, newId(NOW), 2);
        await makeSealer(other).seal(tenantId);
        throw new Error('planted');
      });
      await expect(gone).rejects.toThrow('planted');
      await wrote(1);
      await makeSealer(store).seal(tenantId);
      await expectWhole(1);
    });
  }
});
