// One message out, and what became of it. The card's row stands before the message leaves: whoever presses at once is understood.
import type { CardId, MemberId } from '@paidan/shared/kernel/id';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { Ticket } from '@paidan/shared/model/ticket';
import type { Card } from '@paidan/shared/rules/card/card';
import { mentioned } from '@paidan/shared/rules/notify/mention';
import { again } from '../../core/again';
import type { Account, Answer, Sent, Trouble } from '../../core/channels';
import { crashPoint } from '../../core/crash';
import { newId } from '../../core/ids';
import { identitiesOf } from '../../lookups/accounts';
import { noteSeen } from '../../lookups/health';
import { loadTicket } from '../../lookups/tickets';
import { isRetryable } from '../../store/dialect';
import { account as accountTable } from '../../store/tables/account';
import { card as cardTable } from '../../store/tables/card';
import { identity } from '../../store/tables/identity';
import type { Reader } from '../../store/unit';
import type { Due } from './claim';
import type { NoticeDeps } from './deps';
import { errorOf, finish, finishTrouble, UNSENT } from './finish';
import { drop } from './instead';
import { cardOf, faceOf, presses } from './present';
import type { Mark } from './unmarked';

/**
 * The card's row comes first and the ticket is read after it: whatever happens to the ticket from then on finds the card among
 * those to be changed.
 */
export async function sendNotice(deps: NoticeDeps, account: Account, row: Due, mark: Mark): Promise<void> {
  const { store, clock, templates } = deps;
  const reader = store.read({ tenantId: row.tenantId });
  const { kind, seq, accountId, memberId, streamId } = row;
  if (memberId !== null && !(await isKnown(deps, row))) {
    await finish(store, row, { state: 'dropped', errorCode: 'gone' });
    return;
  }
  const cardId = memberId !== null && holdsCards(deps, account) ? await keep(deps, row, memberId) : null;
  const loaded = await loadTicket(reader, templates, streamId);
  const asked = { kind, seq, accountId, memberId };
  const card = loaded === null ? null : await cardOf(store, reader, loaded, asked, clock.now());
  if (card === null) {
    if (cardId !== null) await letGo(deps, row, cardId);
    await finish(store, row, { state: 'dropped', errorCode: 'gone' });
    return;
  }
  const mentions = loaded === null || memberId !== null ? [] : await namesIn(reader, kind, loaded.ticket);
  const outcome = await sendCard(deps, account, row, card, cardId, mentions);
  if (outcome.kind === 'sent') {
    const held = cardId === null ? null : { cardId, shown: faceOf(card), presses: presses(card) };
    await mark([row], { sent: outcome.sent, held, at: clock.now() });
    return;
  }
  if (cardId !== null) await letGo(deps, row, cardId);
  await finishUnsent(deps, account, [row], outcome);
}

const holdsCards = ({ channels }: NoticeDeps, { kind }: Account): boolean => channels[kind].abilities.buttons;

export type Outcome =
  | { readonly kind: 'sent'; readonly sent: Sent }
  | { readonly kind: 'noConsent' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

export async function sendCard(
  deps: NoticeDeps,
  account: Account,
  row: Due,
  card: Card,
  cardId: CardId | null,
  mentions: readonly string[] = [],
): Promise<Outcome> {
  const { memberId } = row;
  const leave = memberId === null ? null : deps.leave(account);
  if (leave !== null && memberId !== null && !(await leave.spend(account, memberId, card))) {
    return { kind: 'noConsent' };
  }
  const answer = await call(deps, account, row, card, cardId, mentions);
  if (answer.ok) {
    crashPoint('delivery.sent');
    noteSent(deps, account, deps.clock.now());
    return { kind: 'sent', sent: answer.value };
  }
  // The next success is news again.
  noted.delete(account.id);
  if (leave !== null && memberId !== null) {
    const settle = answer.trouble.kind === 'person' ? leave.forget : leave.giveBack;
    await settle(account, memberId, card);
  }
  return { kind: 'trouble', trouble: answer.trouble };
}

/** The same for all of these: they were to go out as one. */
export async function finishUnsent(
  deps: NoticeDeps,
  account: Account,
  rows: readonly Due[],
  outcome: Exclude<Outcome, { kind: 'sent' }>,
): Promise<void> {
  const { store, clock } = deps;
  const trouble = outcome.kind === 'trouble' ? outcome.trouble : null;
  if (trouble !== null && trouble.kind !== 'person') return finishTrouble(store, account, rows, trouble, clock.now());
  const error = trouble === null ? { errorCode: 'no_consent', lastError: null } : errorOf(trouble);
  for (const row of rows) await drop(deps, account, row, error);
}

/** A fault of an adapter is trouble like any other: the row must not be lost in it. */
async function call(
  { channels, baseUrl, log }: NoticeDeps,
  account: Account,
  row: Due,
  card: Card,
  cardId: CardId | null,
  mentions: readonly string[],
): Promise<Answer<Sent>> {
  const to = row.memberId === null ? '' : row.recipient;
  const { send } = channels[account.kind];
  if (send === undefined) {
    return { ok: false, trouble: { kind: 'content', code: 'no_messages', message: 'this kind carries no messages' } };
  }
  try {
    return await send(account, { to, card, cardId, mentions, baseUrl });
  } catch (error) {
    log.error({ err: error, delivery: row.id }, 'an adapter failed');
    return { ok: false, trouble: { kind: 'later', code: 'fault', message: 'the adapter failed' } };
  }
}

/** What WeCom calls those whom a group's notice names. */
async function namesIn(reader: Reader, kind: NoticeKind, ticket: Ticket): Promise<readonly string[]> {
  const memberId = mentioned(kind, ticket);
  if (memberId === null) return [];
  const [accounts, identities] = await Promise.all([
    reader.find(accountTable, { where: { kind: 'wecom', state: 'active' }, columns: ['id'] }),
    identitiesOf(reader, [memberId]),
  ]);
  return identities.filter((one) => accounts.some(({ id }) => id === one.accountId)).map(({ external }) => external);
}

async function keep({ store, clock }: NoticeDeps, row: Due, memberId: MemberId): Promise<CardId> {
  const { tenantId, streamId: ticketId, accountId, recipient, kind } = row;
  const now = clock.now();
  const id = newId(now) as CardId;
  const unsent = {
    shown: UNSENT,
    messageId: null,
    code: null,
    codeAt: null,
    sentAt: now,
    state: 'live',
    version: 1,
  } as const;
  await again(isRetryable, () =>
    store.unit({ tenantId }, (u) =>
      u.insert(cardTable, [{ id, ticketId, accountId, memberId, recipient, kind, ...unsent }]),
    ),
  );
  return id;
}

const letGo = ({ store }: NoticeDeps, { tenantId }: Due, id: CardId): Promise<number> =>
  again(isRetryable, () => store.unit({ tenantId }, (u) => u.change(cardTable, { id }, { state: 'over' })));

async function isKnown({ store }: NoticeDeps, { tenantId, accountId, recipient }: Due): Promise<boolean> {
  const row = await store.read({ tenantId }).one(identity, { accountId, external: recipient });
  return row?.state === 'active';
}

const noted = new Map<string, number>();
const NOTE_EVERY = 10_000;

/** The connection works: said now and then, so that it is no row that every message writes. */
function noteSent({ store, log }: NoticeDeps, account: Account, now: number): void {
  const last = noted.get(account.id) ?? 0;
  if (Math.abs(now - last) < NOTE_EVERY) return;
  noted.set(account.id, now);
  noteSeen(store, account, 'sentAt', now).catch((err) => log.warn({ err }, 'health was not noted'));
}
