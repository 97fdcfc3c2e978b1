// What a process takes on is its own for a while by the database's clock: one whose own clock is an hour off holds nothing for longer,
// takes nothing from others, and is taken from no sooner.
import type { AccountId, DeliveryId, MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { newId } from '../src/core/ids';
import { makeLog } from '../src/core/log';
import { makeSeal } from '../src/core/seal';
import { makeTokens } from '../src/features/account/tokens';
import { takeTurn } from '../src/features/directory/turn';
import { claimDue } from '../src/features/notice/claim';
import { fireTimers } from '../src/jobs/timers';
import { claim } from '../src/outbox/claim';
import { accountToken } from '../src/store/tables/accountToken';
import { delivery } from '../src/store/tables/delivery';
import { lease } from '../src/store/tables/lease';
import { outbox } from '../src/store/tables/outbox';
import { timer } from '../src/store/tables/timer';
import type { Store } from '../src/store/unit';
import { eachDatabase } from './support/databases';

const LEASE = 30_000;
/** Of all leases that there are, the longest. */
const LONGEST = 10 * MINUTE;
const NOW = 1_800_000_000_000;

eachDatabase((_name, open) => {
  let store: Store;
  let tenantId: TenantId;
  let ticketId: TicketId;
  let accountId: AccountId;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    tenantId = newId<'tenant'>(NOW);
    ticketId = newId<'ticket'>(NOW) as TicketId;
    accountId = newId<'account'>(NOW) as AccountId;
    const waiting = { state: 'pending', attempts: 0, availableAt: 0, leaseUntil: null, fence: 0 } as const;
    await store.unit({ tenantId }, async (u) => {
      const job = { streamId: ticketId, seq: 1, topic: 'search', destination: ticketId, payload: null };
      await u.insert(outbox, [{ id: newId(NOW), ...job, ...waiting, lastError: null, createdAt: 1 }]);
      const notice = {
        streamId: ticketId,
        seq: 1,
        kind: 'created',
        accountId,
        recipient: 'ann',
        urgent: false,
      } as const;
      const whose = { id: newId(NOW) as DeliveryId, memberId: newId<'member'>(NOW) as MemberId };
      const unsent = { errorCode: null, lastError: null, sentAt: null, createdAt: NOW };
      await u.insert(delivery, [{ ...whose, ...notice, ...waiting, ...unsent }]);
      const due = { ticketId, purpose: 'promise', stage: 0, dueAt: 1, generation: 1 } as const;
      await u.insert(timer, [{ ...due, state: 'pending', attempts: 0, leaseUntil: null, fence: 0 }]);
    });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await store.unit({ tenantId }, async (u) => {
      await u.remove(outbox, {});
      await u.remove(delivery, {});
      await u.remove(timer, {});
    });
  });

  /** Until when what it takes is its own, of each kind of work, by whichever clock the process looks at. */
  async function leasesOf(process: Store): Promise<Readonly<Record<string, number>>> {
    await claim(process, 9, LEASE);
    await claimDue(process, NOW, 9, LEASE);
    await fireTimers(process, { now: () => NOW }, async () => true, makeLog('silent'));
    const turn = `turn of ${tenantId}`;
    await takeTurn(process, turn);
    const reader = store.read({ tenantId });
    let fetching: number | null = null;
    const token = makeTokens(process, makeSeal('a key for tests, thirty-two characters long'));
    await token({ tenantId, id: accountId, credentials: '' }, 'app', async () => {
      fetching = (await reader.one(accountToken, { accountId, purpose: 'app' }))?.leaseUntil ?? null;
      return { ok: true, value: { token: 'a-token', seconds: 7200 } };
    });
    const [job] = await reader.find(outbox, { where: {} });
    const [notice] = await reader.find(delivery, { where: {} });
    const [bell] = await reader.find(timer, { where: {} });
    const held = await store.system.read.one(lease, { name: turn });
    return {
      outbox: job?.leaseUntil ?? 0,
      delivery: notice?.leaseUntil ?? 0,
      timer: bell?.leaseUntil ?? 0,
      token: fetching ?? 0,
      turn: held?.until ?? 0,
    };
  }
  /** Those that do not lie between now and the longest of all leases from now. */
  async function offBy(leases: Readonly<Record<string, number>>): Promise<readonly string[]> {
    const now = await store.now();
    return Object.keys(leases).filter((kind) => {
      const left = (leases[kind] ?? 0) - now;
      return left < 0 || left > LONGEST;
    });
  }
  const shift = (by: number) => {
    const real = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + by);
  };

  test.each([
    ['an hour ahead', HOUR],
    ['an hour behind', -HOUR],
  ])('a process whose clock is %s', async (_what, by) => {
    shift(by);
    expect(await offBy(await leasesOf(store))).toEqual([]);
    // Nor does it take what another process has just taken.
    expect(await claim(store, 9, LEASE)).toEqual([]);
    expect(await claimDue(store, NOW, 9, LEASE)).toEqual([]);
    expect(await fireTimers(store, { now: () => NOW }, async () => true, makeLog('silent'))).toBe(0);
    expect(await takeTurn(store, `turn of ${tenantId}`)).toBeNull();
  });

  test('control: one that reckons by its own clock is found, whatever it takes', async () => {
    shift(HOUR);
    const own: Store = { ...store, now: async () => Date.now() };
    const leases = await leasesOf(own);
    expect(await offBy(leases)).toEqual(Object.keys(leases));
  });
});
