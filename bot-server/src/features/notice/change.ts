// Topic `card`: the cards in people's hands show what the ticket is now. A card is changed by its code, and a code works once: the
// platform gives one when it is sent and one with each press, for 72 hours, none with a change (WeCom 94888). So a code is spent
// where what is asked of the reader changes, or who has the ticket; after that the card is recalled (24 hours, 94867) and sent anew.
// What asks nothing of its reader any more and has no code is left as it is, and says of which moment it speaks.
import type { AccountId, CardId, TicketId } from '@paidan/shared/kernel/id';
import { MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Card } from '@paidan/shared/rules/card/card';
import { isOwnWork } from '@paidan/shared/rules/notify/over';
import { again } from '../../core/again';
import type { Account, ChannelAdapter, Trouble } from '../../core/channels';
import { NotYet } from '../../core/faults';
import { makeGate } from '../../core/gate';
import { openable } from '../../lookups/accounts';
import { eventOfCard } from '../../lookups/cardEvent';
import { noteTrouble } from '../../lookups/health';
import { loadTicket } from '../../lookups/tickets';
import { isRetryable } from '../../store/dialect';
import { account as accountTable } from '../../store/tables/account';
import { card as cardTable } from '../../store/tables/card';
import type { Reader } from '../../store/unit';
import { restOf } from './claim';
import type { Decided, Held, NoticeDeps } from './deps';
import { UNSENT } from './finish';
import { asks, cardAmong, faceOf, isSameTurn, lastFace, type Scene, sceneOf } from './present';
import { replace } from './replace';

/** Null: done, or never to be done. */
type Rest =
  | { readonly kind: 'wait'; readonly why: string; readonly ms: number }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | null;

/** Two hundred people may hold cards of one offer; others want the database and the platform, too. */
const AT_ONCE = 16;
/** Longer than any call may take; a card that has not arrived by then never will: its delivery sends another. */
const ON_ITS_WAY = 2 * MINUTE;
const ARRIVING: Rest = { kind: 'wait', why: 'a card is on its way', ms: SECOND / 2 };
const PRESSED: Rest = { kind: 'wait', why: 'a card was pressed while it was changed', ms: SECOND / 2 };
/** It may show what the press made of it, or what we did, whichever came last. */
const UNSURE = 'unsure';

/** Throws where a platform asks for patience: the outbox comes again later. */
export function makeChangeCards(deps: NoticeDeps): (decided: Decided) => Promise<void> {
  const gate = makeGate(AT_ONCE);
  return async (decided) => {
    const { store, templates } = deps;
    const { tenantId, streamId } = decided;
    const reader = store.read({ tenantId });
    const ticketId = streamId as TicketId;
    const held = await reader.find(cardTable, { where: { ticketId, state: 'live' } });
    if (held.length === 0) return;
    const loaded = await loadTicket(reader, templates, ticketId);
    if (loaded === null) return;
    const [scene, ways] = await Promise.all([sceneOf(store, reader, loaded), waysOf(deps, reader, held)]);
    const left = await Promise.all(
      held.map((card) => gate(() => changeOne(deps, reader, ways.get(card.accountId), card, scene, decided))),
    );
    const failed = left.find((rest) => rest?.kind === 'failed');
    if (failed?.kind === 'failed') throw new Error(`cards wait: ${failed.trouble.code} ${failed.trouble.message}`);
    const waiting = left.filter((rest) => rest?.kind === 'wait');
    const longest = waiting.reduce((ms, rest) => Math.max(ms, rest?.kind === 'wait' ? rest.ms : 0), 0);
    if (waiting[0]?.kind === 'wait') throw new NotYet(waiting[0].why, longest);
  };
}

type Way = { readonly account: Account; readonly adapter: ChannelAdapter; readonly rest: number | null };

/** Connections that can be used, and until when each rests. */
async function waysOf(deps: NoticeDeps, reader: Reader, held: readonly Held[]): Promise<ReadonlyMap<AccountId, Way>> {
  const ways = new Map<AccountId, Way>();
  for (const accountId of new Set(held.map((card) => card.accountId))) {
    const row = await reader.one(accountTable, { id: accountId });
    if (row === undefined || row.state !== 'active') continue;
    const account = openable(deps.seal, reader.tenantId, row);
    if (account === undefined) continue;
    const rest = await restOf(deps.store, reader.tenantId, accountId, deps.clock.now());
    ways.set(accountId, { account, adapter: deps.channels[account.kind], rest });
  }
  return ways;
}

async function changeOne(
  deps: NoticeDeps,
  reader: Reader,
  way: Way | undefined,
  held: Held,
  scene: Scene,
  decided: Decided,
): Promise<Rest> {
  const now = deps.clock.now();
  if (held.shown === UNSENT && now - held.sentAt < ON_ITS_WAY) return ARRIVING;
  const { kind, accountId, memberId } = held;
  const seq = await eventOfCard(reader, held);
  const card = way && (await cardAmong(reader, scene, { kind, seq, accountId, memberId }, now));
  if (way === undefined || card == null) return letGo(deps, reader, held);
  if (isSameTurn(faceOf(card), held.shown)) return null;
  const { account, adapter, rest } = way;
  const code = codeOf(held, adapter, now);
  if (code === null && !isRecallable(held, adapter, now)) return letGo(deps, reader, held);
  if (rest !== null) return { kind: 'wait', why: 'the connection rests', ms: Math.min(rest - now, MINUTE) };
  if (code !== null && adapter.update !== undefined) {
    const told = asks(card) ? card : lastFace(card, scene, now);
    const answer = await adapter.update(account, { to: held.recipient, code, card: told, baseUrl: deps.baseUrl });
    if (answer.ok) return changed(deps, reader, held, card);
    const left = await waitFor(deps, account, answer.trouble);
    if (left !== null) return left;
    // The code is used up or too old: there is the other way.
  }
  return renew(deps, reader, way, held, { card, scene, decided });
}

/** Null: the same call will never succeed. */
async function waitFor({ store, clock }: NoticeDeps, account: Account, trouble: Trouble): Promise<Rest> {
  if (trouble.kind === 'person' || trouble.kind === 'content') return null;
  const now = clock.now();
  const rest = await noteTrouble(store, account, trouble, now);
  if (rest === null) return { kind: 'failed', trouble };
  return { kind: 'wait', why: `${trouble.code} ${trouble.message}`, ms: Math.min(rest - now, MINUTE) };
}

const codeOf = ({ code, codeAt }: Held, { abilities }: ChannelAdapter, now: number): string | null =>
  abilities.update && code !== null && codeAt !== null && now - codeAt < abilities.codeWithin ? code : null;

const isRecallable = ({ messageId, sentAt }: Held, { recall, abilities }: ChannelAdapter, now: number): boolean =>
  recall !== undefined && messageId !== null && now - sentAt < abilities.recallWithin;

/** Recalled and, where its reader still has something to do or has done it, sent anew as a delivery of its own. */
async function renew(
  deps: NoticeDeps,
  reader: Reader,
  { account, adapter }: Way,
  held: Held,
  { card, scene, decided }: { readonly card: Card; readonly scene: Scene; readonly decided: Decided },
): Promise<Rest> {
  const { messageId } = held;
  if (adapter.recall === undefined || messageId === null || !isRecallable(held, adapter, deps.clock.now())) {
    return letGo(deps, reader, held);
  }
  const answer = await adapter.recall(account, messageId);
  if (answer.ok) {
    const anew = asks(card) || isOwnWork(scene.ticket, held.memberId);
    await replace(deps, reader.tenantId, held, scene.ticket, decided, anew);
    return null;
  }
  return (await waitFor(deps, account, answer.trouble)) ?? letGo(deps, reader, held);
}

const letGo = async ({ store }: NoticeDeps, { tenantId }: Reader, { id, version }: Held): Promise<null> => {
  const over = { state: 'over', code: null, codeAt: null, version: version + 1 } as const;
  await again(isRetryable, () => store.unit({ tenantId }, (u) => u.change(cardTable, { id, version }, over)));
  return null;
};

/** Where somebody has pressed it meanwhile, nobody knows which face came last: it is changed once more. */
async function changed({ store }: NoticeDeps, { tenantId }: Reader, held: Held, card: Card): Promise<Rest> {
  const { version } = held;
  const id: CardId = held.id;
  const state = asks(card) ? ('live' as const) : ('over' as const);
  const face = { shown: faceOf(card), state, code: null, codeAt: null, version: version + 1 };
  return again(isRetryable, () =>
    store.unit({ tenantId }, async (u) => {
      if ((await u.change(cardTable, { id, version }, face)) === 1) return null;
      const row = await u.lock(cardTable, { id });
      if (row === undefined) return null;
      await u.change(cardTable, { id }, { shown: UNSURE, state: 'live', version: row.version + 1 });
      return PRESSED;
    }),
  );
}
