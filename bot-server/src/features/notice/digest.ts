// Several notices to one receiver as one message.
import { digest as composed } from '@paidan/shared/rules/card/compose';
import { MOST_FACTS } from '@paidan/shared/rules/card/facts';
import { words } from '@paidan/shared/text/index';
import type { Account } from '../../core/channels';
import { hiddenOf } from '../../lookups/screenings';
import type { Loaded } from '../../lookups/tickets';
import type { Due } from './claim';
import type { NoticeDeps } from './deps';
import { APART, finish, putBack } from './finish';
import { pathToWork } from './present';
import { finishUnsent, sendCard } from './send';
import { takeTurn } from './throttle';
import type { Mark } from './unmarked';

/** A notice that still has something to say, and its ticket as it is now. */
export type Open = { readonly row: Due; readonly loaded: Loaded };

export async function tellDigest(deps: NoticeDeps, account: Account, all: readonly Open[], mark: Mark): Promise<void> {
  const { store, clock, channels } = deps;
  const rows = all.map(({ row }) => row);
  const [first, ...rest] = rows;
  if (first === undefined) return;
  const now = clock.now();
  const wait = await takeTurn(store, first.accountId, first.recipient, channels[account.kind].abilities, now);
  if (wait !== null) {
    for (const row of rows) await putBack(store, row, wait);
    return;
  }
  const said = words('zh-CN').cards;
  const reader = store.read({ tenantId: first.tenantId });
  const hidden = await Promise.all(all.slice(0, MOST_FACTS).map(({ loaded }) => hiddenOf(reader, loaded.ticket.id)));
  const items = all.map(({ row, loaded: { ticket } }, index) => ({
    no: ticket.no,
    title: hidden[index] === true ? said.hidden : ticket.title,
    kind: row.kind,
  }));
  const outcome = await sendCard(
    deps,
    account,
    first,
    composed(items, pathToWork(account.id, first.memberId), now, said),
    null,
  );
  if (outcome.kind === 'sent') {
    await mark([first, ...rest], { sent: outcome.sent, held: null, at: clock.now() });
  } else if (outcome.kind === 'trouble' && outcome.trouble.kind === 'content') {
    for (const row of rows) await finish(store, row, { availableAt: now, errorCode: APART });
  } else await finishUnsent(deps, account, rows, outcome);
}
