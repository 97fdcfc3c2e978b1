// The card that one person, or a group, gets of a ticket now.
import { createHash } from 'node:crypto';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import { ENDED, type NoticeKind } from '@paidan/shared/kinds';
import type { Card } from '@paidan/shared/rules/card/card';
import { asOf, compose, isLinked, noteOf } from '@paidan/shared/rules/card/compose';
import type { SeqEvent } from '@paidan/shared/rules/notify/route';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { standingIn, tellsOfSame } from '@paidan/shared/rules/ticket/same';
import { words } from '@paidan/shared/text/index';
import { actorOf } from '../../lookups/actor';
import { type Names, namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { hiddenOf } from '../../lookups/screenings';
import { eventsOf, type Loaded } from '../../lookups/tickets';
import type { Reader, Store } from '../../store/unit';
import { openIn } from '../../store/vault';

/** Cards speak one language so far. */
const SPOKEN = 'zh-CN';

export type Asked = {
  readonly kind: NoticeKind;
  /** The events that it is about; the last one's words are quoted. */
  readonly seq: number | null;
  readonly accountId: string;
  /** Null: a group. */
  readonly memberId: MemberId | null;
  /** The same member, where it is known already what they may do. */
  readonly actor?: MemberActor;
};

/** What is the same for everybody who reads the ticket now. */
export type Scene = Loaded & {
  readonly names: Names;
  readonly offsetMinutes: number;
  readonly hideWords: boolean;
};

export async function sceneOf(store: Store, reader: Reader, loaded: Loaded): Promise<Scene> {
  const { id, requesterId, assigneeId, siteId, assetId } = loaded.ticket;
  const phones = loaded.template.fields.filter(({ type }) => type === 'phone').map(({ key }) => key);
  const [names, offsetMinutes, hideWords, [values = loaded.ticket.values]] = await Promise.all([
    namesOf(reader, { members: [requesterId, assigneeId], locale: SPOKEN, sites: [siteId], assets: [assetId] }),
    offsetOf(store, reader.tenantId),
    hiddenOf(reader, id),
    openIn(store.vault, reader, [loaded.ticket.values], phones),
  ]);
  return { ...loaded, ticket: { ...loaded.ticket, values }, names, offsetMinutes, hideWords };
}

/** Null: the reader has left, or may not see the ticket any more. */
export async function cardOf(
  store: Store,
  reader: Reader,
  loaded: Loaded,
  asked: Asked,
  now: number,
): Promise<Card | null> {
  const { seq } = asked;
  const [scene, actor, events] = await Promise.all([
    sceneOf(store, reader, loaded),
    readerOf(reader, asked),
    seq === null ? [] : eventsOf(reader, loaded.ticket.id, seq, seq),
  ]);
  if (actor === 'nobody') return null;
  return cardIn(scene, actor, asked, now, events, await sameBy(reader, loaded.ticket.id, events));
}

/** How many reported it when this one did: whoever asked for it first, and all who met the same trouble. */
async function sameBy(reader: Reader, id: TicketId, events: readonly SeqEvent[]): Promise<number | null> {
  const last = events.at(-1);
  if (last === undefined || !tellsOfSame(last)) return null;
  return 1 + standingIn(await eventsOf(reader, id, 1, last.seq));
}

/** As `cardOf`, for many cards of one ticket. */
export async function cardAmong(reader: Reader, scene: Scene, asked: Asked, now: number): Promise<Card | null> {
  const { seq } = asked;
  const [actor, events] = await Promise.all([
    readerOf(reader, asked),
    seq === null ? [] : eventsOf(reader, scene.ticket.id, seq, seq),
  ]);
  if (actor === 'nobody') return null;
  return cardIn(scene, actor, asked, now, events, await sameBy(reader, scene.ticket.id, events));
}

/** For the last time that a card can be changed: it says of which moment it speaks, so that it stays true. */
export const lastFace = (card: Card, scene: Scene, now: number): Card =>
  ENDED.includes(scene.ticket.phase) ? card : asOf(card, now, scene.offsetMinutes, words(SPOKEN).cards);

/** Null: a group. */
const readerOf = async (reader: Reader, { memberId, actor }: Asked): Promise<MemberActor | null | 'nobody'> =>
  memberId === null ? null : (actor ?? (await actorOf(reader, memberId)) ?? 'nobody');

function cardIn(
  { ticket, template, names, offsetMinutes, hideWords }: Scene,
  actor: MemberActor | null,
  { kind, accountId }: Asked,
  now: number,
  events: readonly SeqEvent[],
  same: number | null,
): Card | null {
  if (actor !== null && !canSee(actor, ticket)) return null;
  return compose(
    {
      ticket,
      template,
      kind,
      reader: actor,
      name: names.member,
      site: ticket.siteId === null ? null : names.site(ticket.siteId),
      asset: ticket.assetId === null ? null : names.asset(ticket.assetId),
      note: noteOf(events),
      byLink: isLinked(events),
      same,
      path: pathTo(accountId, ticket.id, actor?.id ?? null),
      now,
      offsetMinutes,
      at: events.at(-1)?.at ?? ticket.updatedAt,
      hideWords,
    },
    words(SPOKEN).cards,
  );
}

/** Signs the reader in on the way, where the platform can tell who it is. Null: a group. */
export const pathTo = (accountId: string, ticketId: string, reader: string | null): string =>
  `/go/${accountId}/t/${ticketId}${forReader(reader)}`;
export const pathToWork = (accountId: string, reader: string | null): string =>
  `/go/${accountId}/work${forReader(reader)}`;
const forReader = (reader: string | null): string => (reader === null ? '' : `?for=${reader}`);

/**
 * What a reader sees; the moment of telling is not part of it. The first half of the hash is of what matters most of it, the
 * second of all.
 */
export const faceOf = ({ at: _, ...card }: Card): string => `${hashed(turnOf(card))}${hashed(card)}`;

/**
 * What the reader is asked or may do, and who has the ticket. To urge comes and goes with the minutes; and whoever is done with it
 * waits for its end, whatever others have to do until then.
 */
function turnOf({ heading, buttons, status, handler }: Omit<Card, 'at'>): object {
  const { toConfirm, toRate } = words(SPOKEN).cards.over;
  const lasting = buttons.filter((button) => button.kind !== 'act' || button.action !== 'ticket.urge');
  if (status === toConfirm || status === toRate) return { buttons: lasting, handler };
  return { heading, buttons: lasting, status, handler };
}

export const isSameTurn = (one: string, other: string): boolean => one.slice(0, HALF) === other.slice(0, HALF);

const HALF = 32;
const hashed = (seen: object): string =>
  createHash('sha256')
    .update(canonical(seen as unknown as Json))
    .digest('hex')
    .slice(0, HALF);

export const presses = ({ buttons }: Card): boolean => buttons.some((button) => button.kind === 'act');
/** By a press or on a page; the way to the page stands on every card. */
export const asks = ({ buttons }: Card): boolean => buttons.length > 1;
