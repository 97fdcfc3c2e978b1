// Who did what, when, through which channel: a ticket's events with the names of the people in them.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { TicketEventType } from '@paidan/shared/model/event';
import type { Template } from '@paidan/shared/model/template';
import { refuse } from '@paidan/shared/refusal';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { publicData } from '@paidan/shared/rules/policy/publicTimeline';
import { canSee } from '@paidan/shared/rules/policy/visible';
import { isGuest } from '@paidan/shared/rules/ticket/context';
import { words } from '@paidan/shared/text/index';
import type { Handlers } from '../../core/call';
import { namesOf } from '../../lookups/names';
import { fromRow } from '../../lookups/ticketRow';
import { event } from '../../store/tables/event';
import { ticket as table } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { ownTemplate } from './aggregate';
import type { Present } from './present';

const MOST = 500;

export function timelineHandlers(store: Store, { templates }: Present): Handlers<'ticket.timeline'> {
  return {
    'ticket.timeline': async ({ ticketId, after = 0 }, { scope, locale }) => {
      const reader = store.read(scope);
      const row = await reader.one(table, { id: ticketId });
      if (row === undefined || !canSee(scope.actor, row)) return no(refuse('not_found'));
      const template = await ownTemplate(templates, reader, fromRow(row));
      const found = await reader.find(event, {
        where: { streamId: ticketId, seq: { gt: after } },
        order: [['seq', 'asc']],
        limit: MOST + 1,
      });
      const more = found.length > MOST;
      // The whole story is for those who have an account.
      const isPublic = isGuest(scope.actor);
      const rows = found.slice(0, MOST).map((one) => {
        const data = one.data as Record<string, Json>;
        return isPublic ? { ...one, data: publicData(one.type as TicketEventType, data) } : { ...one, data };
      });
      const people = rows.flatMap((one) => [one.byId as MemberId | null, ...peopleIn(one.data)]);
      const names = await namesOf(reader, { members: people, locale });
      // Whoever holds the link is known as the one who reported, and may be a neighbour: it is not signed with that name.
      const byLink = words(locale).linkHolder;
      const signed = (data: Record<string, Json>, by: MemberId) => (data.byLink === true ? byLink : names.member(by));
      const items = rows.map((one) => ({
        seq: one.seq,
        type: one.type as TicketEventType,
        at: one.at,
        by: one.byId === null ? null : { id: one.byId as MemberId, name: signed(one.data, one.byId as MemberId) },
        channel: one.channel,
        data: one.data,
        names: {
          ...Object.fromEntries(peopleIn(one.data).map((id) => [id, names.member(id)])),
          ...nodeName(template, one.data, locale === 'en' ? 'en' : 'zh'),
        },
      }));
      return ok({ items, more });
    },
  };
}

const PERSON_KEYS = ['memberId', 'from', 'to', 'requesterId'] as const;

function peopleIn(data: Json): readonly MemberId[] {
  const members = data as { readonly [key: string]: Json | undefined };
  return PERSON_KEYS.flatMap((key) => {
    const value = members[key];
    return typeof value === 'string' ? [value as MemberId] : [];
  });
}

function nodeName(template: Template, data: Json, language: 'zh' | 'en'): Record<string, string> {
  const id = (data as { readonly node?: Json }).node;
  const node = typeof id === 'string' ? nodeIn(template.flow, id) : undefined;
  return node === undefined ? {} : { [node.id]: node.title[language] };
}
