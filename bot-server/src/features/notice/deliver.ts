// Sends what is due: each receiver's notices in order, different receivers side by side. A flood, and whatever was held over night,
// comes as one digest.

import { SECOND } from '@paidan/shared/kernel/time';
import { isFollowUp, standAlone } from '@paidan/shared/rules/notify/followUp';
import { mayMention } from '@paidan/shared/rules/notify/mention';
import { isOver } from '@paidan/shared/rules/notify/over';
import type { Account, Trouble } from '../../core/channels';
import { crashPoint } from '../../core/crash';
import { levelOf } from '../../core/faults';
import { makeGate } from '../../core/gate';
import { openable } from '../../lookups/accounts';
import { preferencesOf } from '../../lookups/preferences';
import { type Loaded, loadTicket } from '../../lookups/tickets';
import { account as accountTable } from '../../store/tables/account';
import { delivery } from '../../store/tables/delivery';
import { event } from '../../store/tables/event';
import { byReceiver, claimDue, type Due, restOf } from './claim';
import type { NoticeDeps } from './deps';
import { type Open, tellDigest } from './digest';
import { finish, finishTrouble, putBack } from './finish';
import { planFor } from './plan';
import { sendNotice } from './send';
import { takeTurn } from './throttle';
import { type Mark, makeUnmarked, type Unmarked } from './unmarked';

const BATCH = 100;
const AT_ONCE = 16;
const LEASE = 90 * SECOND;
/** With a token to be fetched, twice; nothing is begun that might outlast the lease, for then another process would send it, too. */
const LONGEST_CALL = 45 * SECOND;

export type Deliver = {
  /** One batch; how many were claimed. */
  readonly drain: () => Promise<number>;
};

export function makeDeliver(deps: NoticeDeps): Deliver {
  const gate = makeGate(AT_ONCE);
  const unmarked = makeUnmarked(deps.store, deps.log, LEASE);
  return {
    drain: async () => {
      await unmarked.again();
      const until = performance.now() + LEASE - LONGEST_CALL;
      const rows = await claimDue(deps.store, deps.clock.now(), BATCH, LEASE, deps.log);
      if (rows.length > 0) crashPoint('delivery.claimed');
      await Promise.all(byReceiver(rows).map((group) => gate(() => tell(deps, unmarked, group, until))));
      return rows.length;
    },
  };
}

/** What one receiver is to hear. A fault here is a fault of ours: the rows come again when their lease is over. */
async function tell(deps: NoticeDeps, unmarked: Unmarked, rows: readonly Due[], until: number): Promise<void> {
  const { log } = deps;
  try {
    await tellAll(deps, unmarked.mark, await unmarked.unsent(rows), until);
  } catch (error) {
    log[levelOf(error)](
      { err: error, deliveries: rows.map(({ id }) => id) },
      'delivery failed; it is tried again after its lease',
    );
  }
}

async function tellAll(deps: NoticeDeps, mark: Mark, rows: readonly Due[], until: number): Promise<void> {
  const { store, clock } = deps;
  const [first] = rows;
  if (first === undefined) return;
  const account = await accountOf(deps, first);
  if (account === null) {
    for (const row of rows) await finish(store, row, { state: 'dropped', errorCode: 'no_account' });
    return;
  }
  if (account === 'sealed') {
    const whose = { tenantId: first.tenantId, id: first.accountId };
    return finishTrouble(store, whose, rows, SEALED, clock.now());
  }
  const rest = await restOf(store, first.tenantId, first.accountId, clock.now());
  if (rest !== null) {
    for (const row of rows) await putBack(store, row, rest);
    return;
  }
  const { single, digest, wait } = await planFor(deps, account, await stillOpen(deps, rows));
  for (const { row, at } of wait) await putBack(store, row, at);
  await tellEach(deps, account, single, mark, until);
  if (digest.length > 0) await tellDigest(deps, account, digest, mark);
}

/** `sealed`: its secrets were sealed under another key; giving them anew mends it, and what waits then goes out. */
async function accountOf(
  { store, seal }: NoticeDeps,
  { tenantId, accountId }: Due,
): Promise<Account | 'sealed' | null> {
  const row = await store.read({ tenantId }).one(accountTable, { id: accountId });
  return row === undefined || row.state !== 'active' ? null : (openable(seal, tenantId, row) ?? 'sealed');
}

const SEALED: Trouble = { kind: 'account', code: 'no_secret', message: 'the secrets cannot be opened: give them anew' };

/** What is over by now is not told any more. */
async function stillOpen({ store, templates }: NoticeDeps, rows: readonly Due[]): Promise<readonly Open[]> {
  const open: Open[] = [];
  for (const row of rows) {
    const loaded = await loadTicket(store.read({ tenantId: row.tenantId }), templates, row.streamId);
    if (loaded === null || isOver(row.kind, loaded.ticket, row.memberId) || !(await follows(store, row, loaded))) {
      await finish(store, row, { state: 'skipped' });
    } else open.push({ row, loaded });
  }
  return open;
}

/**
 * Of what a group was never told, it need not hear what became of it, unless it hears of no new tickets at all; nor who took it, where
 * somebody else has it by now.
 */
async function follows(store: NoticeDeps['store'], row: Due, { ticket }: Loaded): Promise<boolean> {
  const { tenantId, streamId, seq, accountId, recipient, memberId, kind } = row;
  if (memberId !== null || !isFollowUp(kind)) return true;
  const reader = store.read({ tenantId });
  if (kind === 'accepted') {
    const accepted = await reader.one(event, { streamId, seq });
    if ((accepted?.data as { readonly memberId?: unknown } | undefined)?.memberId !== ticket.assigneeId) return false;
  }
  const told = await reader.find(delivery, {
    where: { streamId, accountId, recipient, state: { in: ['sent', 'merged'] } },
    columns: ['kind'],
  });
  if (told.some((one) => !isFollowUp(one.kind))) return true;
  const { groups } = (await preferencesOf(reader, []))(null);
  return standAlone(groups);
}

async function tellEach(
  deps: NoticeDeps,
  account: Account,
  open: readonly Open[],
  mark: Mark,
  until: number,
): Promise<void> {
  const { store, clock, channels } = deps;
  const { abilities } = channels[account.kind];
  for (const { row } of open) {
    const now = clock.now();
    const wait =
      performance.now() > until
        ? row.availableAt
        : ((await restOf(store, row.tenantId, row.accountId, now)) ??
          (await takeTurn(store, row.accountId, row.recipient, abilities, now, weightOf(row))));
    if (wait === null) await sendNotice(deps, account, row, mark);
    else await putBack(store, row, wait);
  }
}

/** A group's notice that names somebody goes out as two messages. */
const weightOf = ({ memberId, kind }: Due): number => (memberId === null && mayMention(kind) ? 2 : 1);
