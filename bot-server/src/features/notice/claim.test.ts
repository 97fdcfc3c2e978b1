// Who is told what by which process: all of one receiver together, nobody by two at once, and nothing while a connection rests.
import type { AccountId, DeliveryId, MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import { newId } from '../../core/ids';
import { noteSeen, noteTrouble } from '../../lookups/health';
import type { NewRow } from '../../store/columns';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';
import { claimDue, type Due, restOf } from './claim';
import { finish, finishSent, finishTrouble, putBack } from './finish';

const NOW = 1_800_000_000_000;
const LEASE = 60 * SECOND;
/** A process that is slow between looking and claiming. */
const late = (store: Store, meanwhile: () => Promise<void>): Store => ({
  ...store,
  system: {
    ...store.system,
    unit: async (work) => {
      await meanwhile();
      return store.system.unit(work);
    },
  },
});
const trouble = (kind: 'later' | 'person' | 'account' | 'content', wait?: number) => ({
  kind,
  code: 'planted',
  message: 'planted',
  ...(wait !== undefined && { wait }),
});

eachDatabase((_name, open) => {
  let store: Store;
  let other: Store;
  let tenantId: TenantId;
  let accountId: AccountId;
  let made = 0;
  beforeAll(async () => {
    store = await open();
    other = await open();
  });
  beforeEach(() => {
    tenantId = newId<'tenant'>(NOW);
    accountId = newId<'account'>(NOW) as AccountId;
  });
  afterEach(() => store.unit({ tenantId }, (u) => u.remove(delivery, {})));

  const account = () => ({ id: accountId, tenantId, kind: 'wecom', values: {}, secrets: {} }) as const;
  const put = async (recipients: readonly string[], more: Partial<NewRow<typeof delivery>> = {}) => {
    const rows = recipients.map((recipient): NewRow<typeof delivery> => {
      made += 1;
      return {
        id: newId(NOW + made) as DeliveryId,
        streamId: newId<'ticket'>(NOW) as TicketId,
        seq: made,
        kind: 'created',
        accountId,
        memberId: newId<'member'>(NOW) as MemberId,
        recipient,
        urgent: false,
        state: 'pending',
        attempts: 0,
        availableAt: NOW,
        leaseUntil: null,
        fence: 0,
        errorCode: null,
        lastError: null,
        sentAt: null,
        createdAt: NOW,
        ...more,
      };
    });
    await store.unit({ tenantId }, (u) => u.insert(delivery, rows));
  };
  const rows = () => store.read({ tenantId }).find(delivery, { where: {}, order: [['id', 'asc']] });
  const claim = async (limit = 100, on = store, now = NOW) =>
    (await claimDue(on, now, limit, LEASE)).filter((row) => row.tenantId === tenantId);

  test('all that one receiver is to hear comes together, however many others wait', async () => {
    await put(['a', 'b', 'a', 'c', 'a', 'b']);
    expect((await claim(1)).map(({ recipient }) => recipient)).toEqual(['a', 'a', 'a']);
    expect((await claim(1)).map(({ recipient }) => recipient)).toEqual(['b', 'b']);
    expect((await claim(1)).map(({ recipient, attempts }) => [recipient, attempts])).toEqual([['c', 1]]);
    expect(await claim()).toEqual([]);
  });

  test('whom one process is talking to, the other leaves alone, until the lease is over', async () => {
    await put(['a']);
    expect(await claim()).toHaveLength(1);
    await put(['a', 'b']);
    expect((await claim(100, other)).map(({ recipient }) => recipient)).toEqual(['b']);
    await store.unit({ tenantId }, (u) => u.change(delivery, { recipient: 'a' }, { leaseUntil: 1 }));
    expect((await claim(100, other)).map(({ recipient, fence }) => [recipient, fence])).toEqual([
      ['a', 2],
      ['a', 1],
    ]);
  });

  test('whoever was quicker with one notice has the receiver: what came later waits for its turn, and is not told beside it', async () => {
    await put(['a', 'b']);
    // To the quicker one the last is not due yet; the slower one has seen them all, and claims after it.
    const quick: Promise<readonly Due[]>[] = [];
    const slow = late(other, async () => {
      if (quick.length === 0) quick.push(claim(1));
      await Promise.all(quick);
    });
    await put(['a']);
    const [first, , held] = (await rows()).map(({ id }) => id);
    if (held === undefined) throw new Error('nothing was put');
    await store.unit({ tenantId }, (u) => u.change(delivery, { id: held }, { availableAt: NOW + 1 }));
    const mine = await claim(100, slow, NOW + 1);
    expect((await Promise.all(quick)).flat().map(({ id }) => id)).toEqual([first]);
    expect(mine.map(({ recipient }) => recipient)).toEqual(['b']);
    expect((await rows()).find(({ id }) => id === held)).toMatchObject({ state: 'pending', leaseUntil: null });
  });

  test('many processes at once: each row is claimed by one', async () => {
    await put(Array.from({ length: 40 }, (_unused, index) => `to${index % 10}`));
    const claimed = (await Promise.all([claim(), claim(100, other), claim(), claim(100, other)])).flat();
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(40);
  });

  test('what is not due, and what waits for a connection that rests, is left alone', async () => {
    await put(['later'], { availableAt: NOW + 1 });
    expect(await claim()).toEqual([]);
    const rest = await noteTrouble(store, account(), trouble('account'), NOW);
    expect([rest, await restOf(store, tenantId, accountId, NOW)]).toEqual([NOW + 10 * MINUTE, rest]);
    await put(['a']);
    expect(await claim()).toEqual([]);
    expect((await rows()).map(({ availableAt }) => availableAt)).toEqual([NOW + 1, rest]);
    expect(await claim(100, store, NOW + 10 * MINUTE)).toHaveLength(2);
  });

  test('a connection rests after a few failures in a row, longer each time, and is up again with the first success', async () => {
    const rests: (number | null)[] = [];
    for (let index = 0; index < 12; index++) rests.push(await noteTrouble(store, account(), trouble('later'), NOW));
    expect(rests.slice(0, 4)).toEqual([null, null, null, null]);
    expect(rests[4]).toBe(NOW + 10 * SECOND);
    expect(rests.slice(4)).toEqual([...rests.slice(4)].sort((a, b) => Number(a) - Number(b)));
    expect(rests.at(-1)).toBe(NOW + 5 * MINUTE);
    await noteSeen(store, account(), 'sentAt', NOW);
    expect(await restOf(store, tenantId, accountId, NOW)).toBeNull();
    expect(await noteTrouble(store, account(), trouble('later'), NOW)).toBeNull();
    // Whoever failed beside it and was asked for less patience does not cut it short.
    expect(await noteTrouble(store, account(), trouble('later', MINUTE), NOW)).toBe(NOW + MINUTE);
    expect(await noteTrouble(store, account(), trouble('later'), NOW)).toBe(NOW + MINUTE);
  });

  test('what worked before, and is noted behind a trouble that came after it, does not end the rest', async () => {
    const rest = await noteTrouble(store, account(), trouble('account'), NOW + 1);
    await noteSeen(store, account(), 'sentAt', NOW);
    expect(await restOf(store, tenantId, accountId, NOW + 1)).toBe(rest);
    await noteSeen(store, account(), 'sentAt', NOW + 2);
    expect(await restOf(store, tenantId, accountId, NOW + 2)).toBeNull();
  });

  test.each([
    ['person', 'dropped', 1],
    ['content', 'buried', 1],
    ['account', 'pending', 0],
    ['later', 'pending', 1],
  ] as const)('trouble with the %s: %s', async (kind, state, attempts) => {
    await put(['a', 'a']);
    const claimed = await claim();
    await finishTrouble(store, account(), claimed, trouble(kind), NOW);
    for (const row of await rows()) {
      expect(row).toMatchObject({ state, attempts, errorCode: 'planted', lastError: 'planted', leaseUntil: null });
      expect(row.availableAt > NOW || state !== 'pending').toBe(true);
    }
  });

  test('whoever is killed with notices in hand takes none of their attempts: the next trouble does not bury them', async () => {
    await put(['a']);
    for (let killed = 0; killed < 24; killed++) {
      expect(await claim()).toHaveLength(1);
      await store.unit({ tenantId }, (u) => u.change(delivery, { recipient: 'a' }, { leaseUntil: 1 }));
    }
    await finishTrouble(store, account(), await claim(), trouble('later'), NOW);
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 1, fence: 25 });
  });

  test('a notice that takes the process down each time is buried at last; what was in the same hands goes out', async () => {
    await put(['a', 'b', 'a']);
    const deadly = (await rows())[0]?.id;
    let kills = 0;
    for (let turns = 0; turns < 100; turns++) {
      const mine = await claim();
      if (mine.length === 0) break;
      if (mine.some(({ id }) => id === deadly)) {
        kills += 1;
        await store.unit({ tenantId }, (u) =>
          u.change(delivery, { state: 'pending' }, { leaseUntil: 1, availableAt: NOW }),
        );
      } else for (const row of mine) await finishSent(store, row, { messageId: null, code: null }, null, NOW);
    }
    expect(kills).toBe(42);
    expect((await rows()).map(({ state, attempts, errorCode }) => [state, attempts, errorCode])).toEqual([
      ['buried', 12, 'silent'],
      ['sent', 1, null],
      ['sent', 1, null],
    ]);
  });

  test('one that is near its end waits longer each time; whose turn it was not has used up nothing', async () => {
    await put(['a', 'b'], { fence: 38, attempts: 8, leaseUntil: 1 });
    const [alone, ...more] = await claim();
    if (alone === undefined) throw new Error('nothing was claimed');
    expect([alone.attempts, more]).toEqual([9, []]);
    expect((await rows())[0]).toMatchObject({ attempts: 9, availableAt: NOW + LEASE + 512 * SECOND });
    await putBack(store, alone, NOW);
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 8, availableAt: NOW, leaseUntil: null });
  });

  test('what waits for three days is buried', async () => {
    await put(['a'], { createdAt: NOW - 73 * 60 * MINUTE });
    await finishTrouble(store, account(), await claim(), trouble('account'), NOW);
    expect((await rows())[0]).toMatchObject({ state: 'buried' });
  });

  test('whoever slept past the lease changes nothing', async () => {
    await put(['a', 'a']);
    const slow = await claim();
    await store.unit({ tenantId }, (u) => u.change(delivery, {}, { leaseUntil: 1 }));
    const quick = await claim(100, other);
    const [first, second] = slow;
    if (first === undefined || second === undefined) throw new Error('nothing was claimed');
    await finishSent(store, first, { messageId: null, code: null }, null, NOW, [second]);
    await finish(store, first, { state: 'dropped' });
    await putBack(store, second, NOW + MINUTE);
    expect((await rows()).map(({ state, sentAt, fence }) => [state, sentAt, fence])).toEqual(
      quick.map(() => ['pending', null, 2]),
    );
    await finishSent(other, quick[0] as typeof first, { messageId: null, code: null }, null, NOW, quick.slice(1));
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'merged']);
  });
});
