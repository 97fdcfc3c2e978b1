// Who would hear of a step of a story, and the card that somebody holds of it.
import type { MemberId } from '../kernel/id';
import type { NoticeKind } from '../kinds';
import type { Card } from '../rules/card/card';
import { type ComposeFacts, compose } from '../rules/card/compose';
import { type Hearing, route, type SeqEvent } from '../rules/notify/route';
import type { MemberActor } from '../rules/ticket/context';
import { words } from '../text/index';
import { PEOPLE } from './people';
import type { Scene } from './story';

export const CHINA = 480;

export const holdersOf = (role: string): readonly MemberId[] =>
  PEOPLE.filter((person) => person.roles.includes(role)).map(({ id }) => id);

/** What the step from one scene to the next added to the timeline. */
export const newEvents = (before: Scene, after: Scene): readonly SeqEvent[] =>
  after.events.slice(before.events.length).map((event, at) => ({ ...event, seq: before.events.length + at + 1 }));

export function hearings(before: Scene, after: Scene): readonly Hearing[] {
  const events = newEvents(before, after);
  return after.ticket === null ? [] : route(events, after.ticket, holdersOf, after.template.flow);
}

export const nameOf = (id: MemberId): string => `成员${Number(id.slice(1))}`;
export const memberOf = (id: MemberId): MemberActor => {
  const found = PEOPLE.find((person) => person.id === id);
  if (found === undefined) throw new Error(`no member ${id}`);
  return found;
};

export const zhCards = words('zh-CN').cards;

/** The card as this reader would hold it at the scene's time; null: a group. */
export function cardFor(
  scene: Scene,
  kind: NoticeKind,
  reader: MemberActor | null,
  more: Partial<ComposeFacts> = {},
  said = zhCards,
): Card {
  const { ticket, template, now } = scene;
  if (ticket === null) throw new Error('no ticket');
  return compose(
    {
      ticket,
      template,
      kind,
      reader,
      name: nameOf,
      site: '幸福小区 3号楼',
      asset: null,
      note: null,
      byLink: false,
      same: null,
      path: '/go/a/t/k',
      now,
      offsetMinutes: CHINA,
      at: now,
      hideWords: false,
      ...more,
    },
    said,
  );
}
