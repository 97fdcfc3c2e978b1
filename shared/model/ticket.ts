// A ticket as the rules see it: one value that its events fold to.
import { z } from 'zod';
import type { AssetId, MemberId, SiteId, TemplateId, TicketId } from '../kernel/id';
import type { Instant } from '../kernel/time';
import { CHANNELS, type Channel, PHASES, type Phase, PRIORITIES, type Priority, STAGES } from '../kinds';
import { LIMITS } from '../limits';
import { id, instant, line, version } from './base';
import { type FormValues, formValues } from './field';

export const WORK_KINDS = ['dispatch', 'offer', 'task', 'accept', 'rate'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Who must do what now. `no` counts within the ticket; exactly one of handler and role is set. */
export type WorkItem = {
  readonly no: number;
  readonly node: string;
  /** The path through parallel branches; one path so far. */
  readonly token: string;
  readonly kind: WorkKind;
  readonly handlerId: MemberId | null;
  readonly role: string | null;
  readonly openedAt: Instant;
};

export type Ticket = {
  readonly id: TicketId;
  /** The organization's running number, as people say it. */
  readonly no: number;
  readonly templateId: TemplateId;
  readonly templateVersion: number;
  readonly source: Channel;
  readonly title: string;
  readonly priority: Priority;
  readonly phase: Phase;
  readonly node: string;
  readonly requesterId: MemberId;
  readonly assigneeId: MemberId | null;
  readonly siteId: SiteId | null;
  readonly assetId: AssetId | null;
  readonly values: FormValues;
  readonly createdAt: Instant;
  /** The promised time. */
  readonly dueAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  /** First arrived, logged or completed, by whomever; never reset, since work that was done is not undone. */
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly updatedAt: Instant;
  readonly urgedAt: Instant | null;
  readonly urges: number;
  readonly comments: number;
  readonly workMinutes: number;
  readonly stars: number | null;
  /** Open work items. */
  readonly work: readonly WorkItem[];
  /** Work items ever opened: the next one's number is one more. */
  readonly workCount: number;
  /** Every member who reported, handled or was offered it by name, and every role that it was opened to: they keep seeing it. */
  readonly people: readonly MemberId[];
  readonly pools: readonly string[];
  /** Events so far. */
  readonly version: number;
};

const nullableInstant = instant.nullable();
const person = z.strictObject({ id: id<'member'>(), name: line(LIMITS.name) });
const named = <Noun extends string>() => z.strictObject({ id: id<Noun>(), name: z.string().max(LIMITS.text) });

/** A line of a list. */
export const ticketSummary = z.strictObject({
  id: id<'ticket'>(),
  no: z.int(),
  title: z.string().max(LIMITS.title),
  priority: z.enum(PRIORITIES),
  phase: z.enum(PHASES),
  stage: z.enum(STAGES),
  node: z.strictObject({ id: z.string(), title: z.strictObject({ zh: z.string(), en: z.string() }) }),
  template: z.strictObject({ id: id<'template'>(), name: z.strictObject({ zh: z.string(), en: z.string() }) }),
  requester: person,
  assignee: person.nullable(),
  site: named<'site'>().nullable(),
  asset: named<'asset'>().nullable(),
  createdAt: instant,
  dueAt: instant,
  updatedAt: instant,
  overdue: z.boolean(),
  urges: z.int(),
  stars: z.int().nullable(),
  /** Who can go on with it by themselves now; empty where a role is asked. */
  waitsFor: z.array(id<'member'>()),
  /** Pictures that it was reported with. */
  photos: z.int(),
  /** An earlier one that is still under way and may be the same; told in lists, to whoever dispatches. */
  twin: z.strictObject({ id: id<'ticket'>(), no: z.int() }).nullable(),
  version,
});
export type TicketSummary = z.infer<typeof ticketSummary>;

export const ticketView = ticketSummary.extend({
  /** With their picture, if they have one. */
  assignee: person.extend({ pictureId: id<'file'>().nullable() }).nullable(),
  templateVersion: version,
  source: z.enum(CHANNELS),
  values: formValues,
  acceptedAt: nullableInstant,
  departedAt: nullableInstant,
  arrivedAt: nullableInstant,
  completedAt: nullableInstant,
  endedAt: nullableInstant,
  workMinutes: z.int(),
  comments: z.int(),
  work: z.array(
    z.strictObject({
      no: z.int(),
      node: z.string(),
      kind: z.enum(WORK_KINDS),
      handler: person.nullable(),
      role: z.string().nullable(),
    }),
  ),
  /** Where the work is, and how near one must be to check in; null where the site has no position. */
  fence: z.strictObject({ lat: z.number(), lng: z.number(), radius: z.number() }).nullable(),
  /** What the platform's content check says of its public words and pictures, where it matters; told to dispatchers only. */
  screening: z.enum(['risky', 'review']).nullable(),
});
export type TicketView = z.infer<typeof ticketView>;
