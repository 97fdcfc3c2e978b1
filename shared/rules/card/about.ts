// What a card is made from: the ticket as it stands, who reads it and when, and the names of what it points to.
import type { MemberId } from '../../kernel/id';
import type { Instant } from '../../kernel/time';
import type { NoticeKind } from '../../kinds';
import type { Template } from '../../model/template';
import type { Ticket } from '../../model/ticket';
import type { MemberActor } from '../ticket/context';

export type ComposeFacts = {
  readonly ticket: Ticket;
  readonly template: Template;
  readonly kind: NoticeKind;
  /** Null: a group, which only reads. */
  readonly reader: MemberActor | null;
  readonly name: (id: MemberId) => string;
  readonly site: string | null;
  readonly asset: string | null;
  readonly note: string | null;
  /** What is told came by the report's link, and is nobody's by name. */
  readonly byLink: boolean;
  /** What is told is that somebody else met the same trouble: how many have reported it by now. Null: it is something else. */
  readonly same: number | null;
  readonly path: string;
  readonly now: Instant;
  readonly offsetMinutes: number;
  /** When it happened. */
  readonly at: Instant;
  /** The content check was not passed: people's own words are not shown. */
  readonly hideWords: boolean;
};
