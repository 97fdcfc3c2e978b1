// The card that one person, or a group, gets of a ticket now.
import { createHash } from 'node:crypto';
import type { MemberId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { Card } from '@paidan/shared/rules/card/card';
import { compose, noteOf } from '@paidan/shared/rules/card/compose';
import type { SeqEvent } from '@paidan/shared/rules/notify/route';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { words } from '@paidan/shared/text/index';
import { actorOf } from '../../lookups/actor';
import { type Names, namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { hiddenOf } from '../../lookups/screenings';
import { eventsOf, type Loaded } from '../../lookups/tickets';
import type { Reader, Store } from '../../store/unit';

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
  const [names, offsetMinutes, hideWords] = await Promise.all([
    namesOf(reader, { members: [requesterId, assigneeId], sites: [siteId], assets: [assetId] }),
    offsetOf(store, reader.tenantId),
    hiddenOf(reader, id),
  ]);
  return { ...loaded, names, offsetMinutes, hideWords };
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
  return actor === 'nobody' ? null : cardIn(scene, actor, asked, now, events);
}

/** As `cardOf`, without anybody's words: many cards of one ticket. */
export async function cardAmong(reader: Reader, scene: Scene, asked: Asked, now: number): Promise<Card | null> {
  const actor = await readerOf(reader, asked);
  return actor === 'nobody' ? null : cardIn(scene, actor, asked, now, []);
}

/** Null: a group. */
const readerOf = async (reader: Reader, { memberId, actor }: Asked): Promise<MemberActor | null | 'nobody'> =>
  memberId === null ? null : (actor ?? (await actorOf(reader, memberId)) ?? 'nobody');

function cardIn(
  { ticket, template, names, offsetMinutes, hideWords }: Scene,
  actor: MemberActor | null,
  { kind, accountId }: Asked,
  now: number,
  events: readonly SeqEvent[],
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
      path: pathTo(accountId, ticket.id, actor?.id ?? null),
      now,
      offsetMinutes,
      at: events.at(-1)?.at ?? ticket.updatedAt,
      hideWords,
    },
    words('zh-CN').cards,
  );
}

/** Signs the reader in on the way, where the platform can tell who it is. Null: a group. */
export const pathTo = (accountId: string, ticketId: string, reader: string | null): string =>
  `/go/${accountId}/t/${ticketId}${forReader(reader)}`;
export const pathToWork = (accountId: string, reader: string | null): string =>
  `/go/${accountId}/work${forReader(reader)}`;
const forReader = (reader: string | null): string => (reader === null ? '' : `?for=${reader}`);

/** What a reader sees; the moment of telling is not part of it. */
export const faceOf = ({ at: _, ...card }: Card): string =>
  createHash('sha256')
    .update(canonical(card as unknown as Json))
    .digest('hex');

export const presses = ({ buttons }: Card): boolean => buttons.some((button) => button.kind === 'act');
/** By a press or on a page; the way to the page stands on every card. */
export const asks = ({ buttons }: Card): boolean => buttons.length > 1;
