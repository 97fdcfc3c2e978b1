// A database that takes a claim and not its end: what went out goes out once, and is written down when there is room.
import type { AccountId, DeliveryId, MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { SECOND } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import { marksFail } from '../../../test/support/full';
import { newId } from '../../core/ids';
import { makeLog } from '../../core/log';
import { delivery } from '../../store/tables/delivery';
import type { Store } from '../../store/unit';
import { claimDue } from './claim';
import { FRESH, finish } from './finish';
import { makeUnmarked, type Unmarked } from './unmarked';

const NOW = 1_800_000_000_000;
const LEASE = 60 * SECOND;
const SENT = { sent: { messageId: null, code: null }, held: null, at: NOW };

eachDatabase((_name, open) => {
  let store: Store;
  let other: Store;
  let full: ReturnType<typeof marksFail>;
  let tenantId: TenantId;
  let unmarked: Unmarked;
  let sendings: string[];
  beforeAll(async () => {
    [store, other] = [await open(), await open()];
    full = marksFail(store);
  });
  beforeEach(() => {
    tenantId = newId<'tenant'>(NOW);
    unmarked = makeUnmarked(full.store, makeLog('silent'), LEASE);
    sendings = [];
  });
  afterEach(() => {
    full.fault = null;
    return store.unit({ tenantId }, (u) => u.remove(delivery, {}));
  });

  async function put(...recipients: readonly string[]): Promise<void> {
    const common = { streamId: newId<'ticket'>(NOW) as TicketId, accountId: newId<'account'>(NOW) as AccountId };
    const rows = recipients.map((recipient, seq) => ({
      ...{ ...FRESH, ...common, recipient, seq, id: newId(NOW + seq) as DeliveryId, kind: 'created' as const },
      ...{ memberId: newId<'member'>(NOW) as MemberId, urgent: false, availableAt: NOW, createdAt: NOW },
    }));
    await store.unit({ tenantId }, (u) => u.insert(delivery, rows));
  }
  const rows = () => store.read({ tenantId }).find(delivery, { where: {}, order: [['id', 'asc']] });
  const states = async () => (await rows()).map(({ state }) => state);
  const leaseOver = () => store.unit({ tenantId }, (u) => u.change(delivery, { state: 'pending' }, { leaseUntil: 1 }));
  const claim = async (by = store) => (await claimDue(by, NOW, 100, LEASE)).filter((row) => row.tenantId === tenantId);

  /** Whatever is this process's own and has not gone out goes out, all of it as one message. */
  async function turn(of = unmarked): Promise<void> {
    const [first, ...rest] = await of.unsent(await claim());
    if (first === undefined) return;
    sendings.push(first.recipient);
    await of.mark([first, ...rest], SENT);
  }
  const tried = (of = unmarked) => turn(of).catch((error: unknown) => (error as { code?: string }).code);

  test('sent once, however often its lease runs out; written down when there is room', async () => {
    await put('a');
    full.fault = 'full';
    expect(await tried()).toBe('ER_RECORD_FILE_FULL');
    for (let leases = 0; leases < 5; leases++) {
      await leaseOver();
      expect(await tried()).toBe('ER_RECORD_FILE_FULL');
    }
    expect([sendings, await states()]).toEqual([['a'], ['pending']]);
    full.fault = null;
    await unmarked.again();
    expect([sendings, await states()]).toEqual([['a'], ['sent']]);
    expect(await rows()).toMatchObject([{ sentAt: NOW, leaseUntil: null }]);
  });

  test('control: a process that remembers nothing sends it with every lease', async () => {
    await put('a');
    full.fault = 'full';
    for (let leases = 0; leases < 3; leases++) {
      await tried(makeUnmarked(full.store, makeLog('silent'), LEASE));
      await leaseOver();
    }
    expect(sendings).toEqual(['a', 'a', 'a']);
  });

  test('it stays this process’s own meanwhile: no other sends it', async () => {
    await put('a');
    full.fault = 'full';
    await tried();
    const nearlyOver = (await store.now()) + SECOND;
    await store.unit({ tenantId }, (u) => u.change(delivery, {}, { leaseUntil: nearlyOver }));
    await unmarked.again();
    expect((await rows())[0]?.leaseUntil).toBeGreaterThan(nearlyOver + LEASE / 2);
    expect(await claim(other)).toEqual([]);
  });

  test('several that went out as one; what has come since goes out by itself', async () => {
    await put('a', 'a', 'a');
    full.fault = 'full';
    await tried();
    await leaseOver();
    const [first] = await rows();
    if (first === undefined) throw new Error('there is no row');
    const late = { ...first, id: newId(NOW + 9) as DeliveryId, seq: 9, ...FRESH };
    await store.unit({ tenantId }, (u) => u.insert(delivery, [late]));
    full.fault = null;
    // Not `again` first: under the claim that comes before it.
    const left = await unmarked.unsent(await claim());
    expect(left.map(({ id }) => id)).toEqual([late.id]);
    expect(await states()).toEqual(['sent', 'merged', 'merged', 'pending']);
  });

  test('whoever was overtaken after all changes nothing, and forgets it', async () => {
    await put('a');
    full.fault = 'full';
    await tried();
    await leaseOver();
    const [theirs] = await claim(other);
    if (theirs === undefined) throw new Error('nothing was claimed');
    full.fault = null;
    await unmarked.again();
    expect(await states()).toEqual(['pending']);
    await finish(other, theirs, { state: 'dropped' });
    await unmarked.again();
    expect(await states()).toEqual(['dropped']);
  });

  test('what will never be written down holds up nobody: it is not remembered', async () => {
    await put('a');
    full.fault = 'fault';
    await expect(turn()).rejects.toThrow('planted');
    await leaseOver();
    await expect(turn()).rejects.toThrow('planted');
    expect(sendings).toEqual(['a', 'a']);
  });
});
