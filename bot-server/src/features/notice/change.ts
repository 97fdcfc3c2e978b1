// Topic `card`: the cards in people's hands show what the ticket is now. A card is changed by its code, once; after that it is
// recalled and sent anew. What shows no button any more is left as it is: nobody can press it.
import type { CardId, TicketId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import type { Card } from '@paidan/shared/rules/card/card';
import type { Account, ChannelAdapter, Trouble } from '../../core/channels';
import { newId } from '../../core/ids';
import { openAccount } from '../../lookups/accounts';
import { noteTrouble } from '../../lookups/health';
import { type Loaded, loadTicket } from '../../lookups/tickets';
import type { RowOf } from '../../store/columns';
import { account as accountTable } from '../../store/tables/account';
import { card as cardTable } from '../../store/tables/card';
import { delivery } from '../../store/tables/delivery';
import type { Reader } from '../../store/unit';
import { restOf } from './claim';
import type { Decided, NoticeDeps } from './deps';
import { UNSENT } from './finish';
import { cardOf, faceOf, presses } from './present';

type Held = RowOf<typeof cardTable>;

/** Throws where a platform asks for patience: the outbox comes again later. */
export const makeChangeCards =
  (deps: NoticeDeps) =>
  async ({ tenantId, streamId, seq }: Decided): Promise<void> => {
    const { store, templates } = deps;
    const reader = store.read({ tenantId });
    const ticketId = streamId as TicketId;
    const held = await reader.find(cardTable, { where: { ticketId, state: 'live' } });
    if (held.length === 0) return;
    const loaded = await loadTicket(reader, templates, ticketId);
    if (loaded === null) return;
    const accounts = new Map<string, Account | null>();
    const patience: Trouble[] = [];
    // Side by side: twenty people hold cards of one offer.
    await Promise.all(
      held.map(async (card) => {
        if (!accounts.has(card.accountId)) {
          const row = await reader.one(accountTable, { id: card.accountId });
          const open = row === undefined || row.state !== 'active' ? null : openAccount(deps.seal, tenantId, row);
          accounts.set(card.accountId, open);
        }
        const account = accounts.get(card.accountId) ?? null;
        const trouble = await changeOne(deps, reader, account, card, loaded, seq);
        if (trouble !== null) patience.push(trouble);
      }),
    );
    const [first] = patience;
    if (first !== undefined) throw new Error(`${patience.length} cards wait: ${first.code} ${first.message}`);
  };

/** Trouble that may pass; null: done, or never to be done. */
async function changeOne(
  deps: NoticeDeps,
  reader: Reader,
  account: Account | null,
  held: Held,
  loaded: Loaded,
  seq: number,
): Promise<Trouble | null> {
  const { store, clock } = deps;
  const now = clock.now();
  const { kind, accountId, memberId } = held;
  const card =
    account === null ? null : await cardOf(store, reader, loaded, { kind, seq: null, accountId, memberId }, now);
  if (held.shown === UNSENT && now - held.sentAt < ON_ITS_WAY) return ARRIVING;
  if (account === null || card === null) return write(deps, reader, held, { state: 'over' });
  const shown = faceOf(card);
  if (shown === held.shown) return null;
  if ((await restOf(store, reader.tenantId, accountId, now)) !== null) return RESTING;
  const adapter = deps.channels[account.kind];
  const state = presses(card) ? ('live' as const) : ('over' as const);
  const code = usable(held, adapter, now);
  if (code !== null && adapter.update !== undefined) {
    const { recipient: to } = held;
    const answer = await adapter.update(account, { to, code, card, baseUrl: deps.baseUrl });
    if (answer.ok) return write(deps, reader, held, { shown, state, code: null, codeAt: null });
    if (answer.trouble.kind === 'later' || answer.trouble.kind === 'account') {
      await noteTrouble(store, account, answer.trouble, now);
      return answer.trouble;
    }
    // The code is used up or too old: there is the other way.
  }
  return renew(deps, reader, account, adapter, held, card, seq);
}

/** Longer than any call may take; a card that has not arrived by then never will: its delivery sends another. */
const ON_ITS_WAY = 2 * MINUTE;
const RESTING: Trouble = { kind: 'later', code: 'resting', message: 'the connection rests after trouble' };
const ARRIVING: Trouble = { kind: 'later', code: 'arriving', message: 'a card is still on its way' };

const usable = ({ code, codeAt }: Held, { abilities }: ChannelAdapter, now: number): string | null =>
  abilities.update && code !== null && codeAt !== null && now - codeAt < abilities.codeWithin ? code : null;

/** Recalled and, where its reader still has something to press, sent anew as a delivery of its own. */
async function renew(
  deps: NoticeDeps,
  reader: Reader,
  account: Account,
  adapter: ChannelAdapter,
  held: Held,
  card: Card,
  seq: number,
): Promise<Trouble | null> {
  const { store, clock } = deps;
  const now = clock.now();
  const recallable =
    adapter.recall !== undefined && held.messageId !== null && now - held.sentAt < adapter.abilities.recallWithin;
  if (!recallable || adapter.recall === undefined || held.messageId === null) {
    return write(deps, reader, held, { state: 'over', code: null, codeAt: null });
  }
  const answer = await adapter.recall(account, held.messageId);
  if (!answer.ok && (answer.trouble.kind === 'later' || answer.trouble.kind === 'account')) {
    await noteTrouble(store, account, answer.trouble, now);
    return answer.trouble;
  }
  await write(deps, reader, held, { state: 'over', code: null, codeAt: null });
  if (answer.ok) await sendAnew(deps, reader, held, card, seq, now);
  return null;
}

/** Unless this very decision is told to the same reader anyway. */
async function sendAnew(
  { store, poke }: NoticeDeps,
  { tenantId }: Reader,
  { ticketId, kind, accountId, memberId, recipient }: Held,
  card: Card,
  seq: number,
  now: number,
): Promise<void> {
  await store.unit({ tenantId }, async (u) => {
    const there = await u.find(delivery, { where: { streamId: ticketId, seq, accountId, recipient }, limit: 1 });
    if (there.length > 0) return;
    const fresh = { state: 'pending', attempts: 0, leaseUntil: null, fence: 0, sentAt: null } as const;
    const row = {
      id: newId(now) as RowOf<typeof delivery>['id'],
      streamId: ticketId,
      seq,
      kind,
      accountId,
      memberId,
      recipient,
    };
    const rest = { urgent: card.urgent, availableAt: now, createdAt: now, errorCode: null, lastError: null };
    await u.insert(delivery, [{ ...row, ...rest, ...fresh }]);
    u.onCommit(() => poke(tenantId));
  });
}

/** Only where nobody has pressed it meanwhile: the presser's answer is newer. */
async function write(
  { store }: NoticeDeps,
  { tenantId }: Reader,
  { id, version }: Pick<Held, 'version'> & { readonly id: CardId },
  patch: Partial<Held>,
): Promise<null> {
  await store.unit({ tenantId }, (u) => u.change(cardTable, { id, version }, { ...patch, version: version + 1 }));
  return null;
}
