// A button was pressed: the presser's command goes the one write path, and the presser's card shows at once what came of it.
import type { CardId } from '@paidan/shared/kernel/id';
import { CARD_ACTIONS, type CardAction } from '@paidan/shared/kinds';
import { type Refusal, type RefusalCode, refuse } from '@paidan/shared/refusal';
import type { Card } from '@paidan/shared/rules/card/card';
import { words } from '@paidan/shared/text/index';
import { again } from '../../core/again';
import type { Account, Back, Inbound } from '../../core/channels';
import { deliveredBy, turnAway } from '../../core/delivered';
import { sayRefusal } from '../../core/say';
import { eventOfCard } from '../../lookups/cardEvent';
import { loadTicket } from '../../lookups/tickets';
import type { RowOf } from '../../store/columns';
import { isRetryable } from '../../store/dialect';
import { card as cardTable } from '../../store/tables/card';
import { type Speaker, speakerOf } from './actor';
import type { IntakeDeps, Ordered } from './deps';

type Press = Extract<Inbound, { type: 'press' }>;

export async function press(deps: IntakeDeps, account: Account, inbound: Press): Promise<Back> {
  const delivered = deliveredBy(account, inbound);
  const reader = deps.store.read(account);
  const [speaker, held] = await Promise.all([
    speakerOf(deps, inbound, delivered),
    cardWith(reader, account, inbound.cardId),
  ]);
  if (speaker === null) return sayNothing('not_bound');
  const { action } = inbound;
  if (held === null || !isAction(action)) {
    const { refusal } = await turnAway(deps, delivered, refuse('not_found'));
    return sayNothing(refusal?.code);
  }
  const done = await deps.act(speaker, delivered, commandOf(action, held.ticketId));
  if (!done.ok && countsForNothing(done.refusal)) return sayNothing(done.refusal.code);
  const refusal = done.ok ? null : await sayRefusal(reader, 'zh-CN', done.refusal);
  const card = await faceNow(deps, account, held, speaker.actor);
  // Whoever has lost sight of the ticket is told nothing of it.
  if (card === null) return refusal === null ? sayNothing() : { text: refusal.message };
  const shown = faceFor(card, action, refusal?.message ?? null);
  // The code of one that came again may have been used up since.
  const code = done.ok && done.value.replayed ? null : inbound.code;
  if (speaker.actor.id === held.memberId) await keep(deps, account, held, card, code);
  return { card: shown, cardId: held.id };
}

/** What was pressed is said where nothing else on the card says it. */
function faceFor(card: Card, action: CardAction, refusal: string | null): Card {
  if (card.status !== null) return card;
  if (refusal !== null) return { ...card, note: refusal };
  return action === 'ticket.urge' ? { ...card, status: words('zh-CN').cards.over.urged } : card;
}

const countsForNothing = ({ code }: Refusal): boolean => code === 'not_bound' || code === 'not_found';

function sayNothing(code?: RefusalCode): Back {
  const { notBound, unknownCard } = words('zh-CN').chat;
  return { text: code === 'not_bound' ? notBound : unknownCard };
}

const isAction = (action: string): action is CardAction => (CARD_ACTIONS as readonly string[]).includes(action);

/** Everything that a press can say; what needs more leads to a page. */
function commandOf(type: CardAction, ticketId: RowOf<typeof cardTable>['ticketId']): Ordered {
  return type === 'ticket.complete' || type === 'ticket.confirm' ? { type, ticketId, values: {} } : { type, ticketId };
}

async function cardWith(
  reader: ReturnType<IntakeDeps['store']['read']>,
  account: Account,
  id: string,
): Promise<RowOf<typeof cardTable> | null> {
  if (!/^[0-9a-z]{20}$/.test(id)) return null;
  const row = await reader.one(cardTable, { id: id as CardId });
  return row === undefined || row.accountId !== account.id ? null : row;
}

async function faceNow(
  { store, templates, clock, cardOf }: IntakeDeps,
  account: Account,
  held: RowOf<typeof cardTable>,
  actor: Speaker['actor'],
): Promise<Card | null> {
  const reader = store.read(account);
  const { ticketId, kind, accountId } = held;
  const [loaded, seq] = await Promise.all([loadTicket(reader, templates, ticketId), eventOfCard(reader, held)]);
  const asked = { kind, seq, accountId, memberId: actor.id, actor };
  return loaded === null ? null : cardOf(reader, loaded, asked, clock.now());
}

/** What the presser sees now, and the press's own code, which changes it once more. */
async function keep(
  { store, clock, faceOf }: IntakeDeps,
  { tenantId }: Account,
  { id, version }: RowOf<typeof cardTable>,
  card: Card,
  code: string | null,
): Promise<void> {
  // What its reader does on a page shows on the card, too; and as long as there is a code, how the ticket goes on.
  const asks = card.buttons.length > 1;
  const now = clock.now();
  await again(isRetryable, () =>
    store.unit({ tenantId }, async (u) => {
      const newer = code === null ? {} : { code, codeAt: now };
      const isLive = asks || code !== null;
      const face = { shown: faceOf(card), state: isLive ? ('live' as const) : ('over' as const), ...newer };
      if ((await u.change(cardTable, { id, version }, { ...face, version: version + 1 })) === 1) return;
      const row = await u.lock(cardTable, { id });
      if (row !== undefined) await u.change(cardTable, { id }, { ...face, version: row.version + 1 });
    }),
  );
}
