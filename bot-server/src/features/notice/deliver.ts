// Sends what is due: each receiver's notices in order, different receivers side by side. A flood, and whatever was held over night,
// comes as one digest.
import type { AccountId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { digest } from '@paidan/shared/rules/card/compose';
import { isOver } from '@paidan/shared/rules/notify/over';
import { floods } from '@paidan/shared/rules/notify/timing';
import { words } from '@paidan/shared/text/index';
import type { Account } from '../../core/channels';
import { makeGate } from '../../core/gate';
import { openAccount } from '../../lookups/accounts';
import { preferencesOf } from '../../lookups/preferences';
import { type Loaded, loadTicket } from '../../lookups/tickets';
import { account as accountTable } from '../../store/tables/account';
import { delivery } from '../../store/tables/delivery';
import { claimDue, type Due, restOf } from './claim';
import type { NoticeDeps } from './deps';
import { finish, putBack } from './finish';
import { pathToWork } from './present';
import { sendCard, sendNotice } from './send';
import { takeTurn } from './throttle';

const BATCH = 100;
const AT_ONCE = 16;
/** Longer than any call to a platform may take. */
const LEASE = 60 * SECOND;
const FLOOD_WINDOW = 10 * MINUTE;

export type Deliver = {
  /** One batch; how many were claimed. */
  readonly drain: () => Promise<number>;
};

export function makeDeliver(deps: NoticeDeps): Deliver {
  const gate = makeGate(AT_ONCE);
  return {
    drain: async () => {
      const rows = await claimDue(deps.store, deps.clock.now(), BATCH, LEASE);
      const receivers = new Map<string, Due[]>();
      for (const row of rows) {
        const key = `${row.tenantId} ${row.accountId} ${row.recipient}`;
        receivers.set(key, [...(receivers.get(key) ?? []), row]);
      }
      await Promise.all([...receivers.values()].map((group) => gate(() => tell(deps, group))));
      return rows.length;
    },
  };
}

/** What one receiver is to hear. A fault here is a fault of ours: the rows come again when their lease is over. */
async function tell(deps: NoticeDeps, rows: readonly Due[]): Promise<void> {
  const { log } = deps;
  try {
    await tellAll(deps, rows);
  } catch (error) {
    log.error(
      { err: error, deliveries: rows.map(({ id }) => id) },
      'delivery failed; it is tried again after its lease',
    );
  }
}

async function tellAll(deps: NoticeDeps, rows: readonly Due[]): Promise<void> {
  const { store, clock } = deps;
  const [first] = rows;
  if (first === undefined) return;
  const account = await accountOf(deps, first);
  if (account === null) {
    for (const row of rows) await finish(store, row, { state: 'dropped', errorCode: 'no_account' });
    return;
  }
  const current = await stillOpen(deps, rows);
  const held = current.filter(({ row }) => isHeld(row));
  const now = clock.now();
  if (held.length > 1 && (await tellDigest(deps, account, held))) {
    return tellEach(
      deps,
      account,
      current.filter(({ row }) => !isHeld(row)),
      now,
    );
  }
  return tellEach(deps, account, current, now);
}

export type Open = { readonly row: Due; readonly loaded: Loaded };

const isHeld = ({ urgent, attempts, availableAt, createdAt }: Due): boolean =>
  !urgent && attempts === 1 && availableAt > createdAt;

async function accountOf({ store, seal }: NoticeDeps, { tenantId, accountId }: Due): Promise<Account | null> {
  const row = await store.read({ tenantId }).one(accountTable, { id: accountId });
  return row === undefined || row.state !== 'active' ? null : openAccount(seal, tenantId, row);
}

/** What is over by now is not told any more. */
async function stillOpen({ store, templates }: NoticeDeps, rows: readonly Due[]): Promise<readonly Open[]> {
  const open: Open[] = [];
  for (const row of rows) {
    const loaded = await loadTicket(store.read({ tenantId: row.tenantId }), templates, row.streamId);
    if (loaded === null || isOver(row.kind, loaded.ticket, row.memberId)) {
      await finish(store, row, { state: 'skipped' });
    } else open.push({ row, loaded });
  }
  return open;
}

async function tellEach(deps: NoticeDeps, account: Account, open: readonly Open[], now: number): Promise<void> {
  const { store } = deps;
  for (const { row } of open) {
    const wait = await waitOf(deps, account, row, now);
    if (wait !== null) await putBack(store, row, wait);
    else await sendNotice(deps, account, row);
  }
}

/** Null: now. */
async function waitOf(deps: NoticeDeps, account: Account, row: Due, now: number): Promise<number | null> {
  const rest = await restOf(deps.store, row.tenantId, row.accountId, now);
  if (rest !== null) return rest;
  if (!row.urgent && !isHeld(row) && row.memberId !== null) {
    const since = await floodSince(deps, row, now);
    if (since !== null) return since + FLOOD_WINDOW;
  }
  return takeTurn(deps.store, row.accountId, row.recipient, deps.channels[account.kind].abilities, now);
}

/** When the flood began that this receiver is in; null: there is none. */
async function floodSince({ store }: NoticeDeps, row: Due, now: number): Promise<number | null> {
  const reader = store.read({ tenantId: row.tenantId });
  const recent = await reader.find(delivery, {
    where: { accountId: row.accountId, recipient: row.recipient, sentAt: { gt: now - FLOOD_WINDOW } },
    columns: ['sentAt'],
  });
  const own = (await preferencesOf(reader, row.memberId === null ? [] : [row.memberId]))(row.memberId);
  if (!floods(recent.length, own)) return null;
  return Math.min(...recent.map(({ sentAt }) => sentAt ?? now));
}

/** False: it did not go out, and everything is as it was. */
async function tellDigest(deps: NoticeDeps, account: Account, held: readonly Open[]): Promise<boolean> {
  const { store, clock, channels } = deps;
  const [first, ...rest] = held;
  if (first === undefined) return false;
  const now = clock.now();
  const wait =
    (await restOf(store, first.row.tenantId, first.row.accountId as AccountId, now)) ??
    (await takeTurn(store, first.row.accountId, first.row.recipient, channels[account.kind].abilities, now));
  if (wait !== null) {
    for (const { row } of held) await putBack(store, row, wait);
    return true;
  }
  const items = held.map(({ row, loaded }) => ({ no: loaded.ticket.no, title: loaded.ticket.title, kind: row.kind }));
  const card = digest(items, pathToWork(account.id), now, words('zh-CN').cards);
  if (!(await sendCard(deps, account, first.row, card, null))) {
    for (const { row } of rest) await putBack(store, row, now + MINUTE);
    return true;
  }
  for (const { row } of rest) await finish(store, row, { state: 'merged', sentAt: null });
  return true;
}
