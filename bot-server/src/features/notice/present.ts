// The card that one person, or a group, gets of a ticket now.
import { createHash } from 'node:crypto';
import type { MemberId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { Card } from '@paidan/shared/rules/card/card';
import { compose, noteOf } from '@paidan/shared/rules/card/compose';
import { words } from '@paidan/shared/text/index';
import { actorOf } from '../../lookups/actor';
import { placeOf } from '../../lookups/fence';
import { namesOf } from '../../lookups/names';
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
};

/** Null: the reader has left. */
export async function cardOf(
  store: Store,
  reader: Reader,
  { ticket, template }: Loaded,
  { kind, seq, accountId, memberId }: Asked,
  now: number,
): Promise<Card | null> {
  const actor = memberId === null ? null : await actorOf(reader, memberId);
  if (memberId !== null && actor === null) return null;
  const [names, place, events, offsetMinutes, hideWords] = await Promise.all([
    namesOf(reader, { members: [ticket.requesterId, ticket.assigneeId], assets: [ticket.assetId] }),
    placeOf(reader, ticket.siteId),
    seq === null ? [] : eventsOf(reader, ticket.id, seq, seq),
    offsetOf(store, reader.tenantId),
    hiddenOf(reader, ticket.id),
  ]);
  return compose(
    {
      ticket,
      template,
      kind,
      reader: actor,
      name: names.member,
      site: place?.path ?? null,
      asset: ticket.assetId === null ? null : names.asset(ticket.assetId),
      note: noteOf(events),
      path: pathTo(accountId, ticket.id),
      now,
      offsetMinutes,
      at: events.at(-1)?.at ?? ticket.updatedAt,
      hideWords,
    },
    words('zh-CN').cards,
  );
}

/** Signs the reader in on the way, where the platform can tell who it is. */
export const pathTo = (accountId: string, ticketId: string): string => `/go/${accountId}/t/${ticketId}`;
export const pathToWork = (accountId: string): string => `/go/${accountId}/work`;

/** What a reader sees; the moment of telling is not part of it. */
export const faceOf = ({ at: _, ...card }: Card): string =>
  createHash('sha256')
    .update(canonical(card as unknown as Json))
    .digest('hex');

export const presses = ({ buttons }: Card): boolean => buttons.some((button) => button.kind === 'act');
