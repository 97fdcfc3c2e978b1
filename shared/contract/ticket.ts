// What can be done with a ticket (derived from the commands) and read of it.
import { z } from 'zod';
import { CHANNELS, PHASES, PRIORITIES } from '../kinds';
import { anyJson, id, instant, line, version } from '../model/base';
import { type TicketCommandName, ticketInputs } from '../model/command';
import { TICKET_EVENTS } from '../model/event';
import { views } from '../model/records';
import { ticketSummary, ticketView, WORK_KINDS } from '../model/ticket';
import { type Endpoint, endpoint } from './endpoint';
import { page, paging } from './paging';

/** What this person may do now; a disabled one says why, as the same command would. */
export const actionView = z.strictObject({
  command: z.string(),
  enabled: z.boolean(),
  refusal: z
    .strictObject({ code: z.string(), message: z.string(), data: z.record(z.string(), anyJson).optional() })
    .optional(),
});
export type ActionView = z.infer<typeof actionView>;

export const ticketAnswer = z.strictObject({ ticket: ticketView, actions: z.array(actionView) });
export type TicketAnswer = z.infer<typeof ticketAnswer>;

const SUMMARIES = {
  'ticket.create': { zh: '提交工单', en: 'Report a ticket' },
  'ticket.offer': { zh: '放入抢单池', en: 'Offer to the pool' },
  'ticket.assign': { zh: '派单', en: 'Assign' },
  'ticket.accept': { zh: '接单', en: 'Accept' },
  'ticket.transfer': { zh: '转派', en: 'Transfer' },
  'ticket.depart': { zh: '出发', en: 'Set out' },
  'ticket.arrive': { zh: '到达签到', en: 'Check in on site' },
  'ticket.log': { zh: '记录工作', en: 'Log work' },
  'ticket.complete': { zh: '完成', en: 'Complete' },
  'ticket.confirm': { zh: '确认验收', en: 'Confirm' },
  'ticket.reject': { zh: '退回', en: 'Send back' },
  'ticket.rate': { zh: '评价', en: 'Rate' },
  'ticket.urge': { zh: '催办', en: 'Urge' },
  'ticket.cancel': { zh: '取消', en: 'Cancel' },
  'ticket.comment': { zh: '评论', en: 'Comment' },
} as const satisfies Record<TicketCommandName, unknown>;

/** What somebody without an account may do with their own report. */
const GUESTS: ReadonlySet<string> = new Set<TicketCommandName>([
  'ticket.urge',
  'ticket.comment',
  'ticket.cancel',
  'ticket.confirm',
  'ticket.reject',
  'ticket.rate',
]);

type CommandEndpoints = {
  readonly [Name in TicketCommandName]: Endpoint<(typeof ticketInputs)[Name], typeof ticketAnswer>;
};
const commands = Object.fromEntries(
  Object.entries(ticketInputs).map(([name, input]) => [
    name,
    {
      input,
      output: ticketAnswer,
      kind: 'command',
      auth: 'member',
      ...(name === 'ticket.create' && { grant: 'ticket.create' }),
      ...(GUESTS.has(name) && { guest: 'too' }),
      summary: SUMMARIES[name as TicketCommandName],
    },
  ]),
) as unknown as CommandEndpoints;

export const TICKET_VIEWS = ['all', 'mine', 'handling', 'pool'] as const;
export const TICKET_ORDERS = ['newest', 'due', 'updated'] as const;
const filter = {
  /** `mine`: reported by me; `handling`: assigned to me; `pool`: offered to me or my role. */
  view: z.enum(TICKET_VIEWS).optional(),
  phase: z.array(z.enum(PHASES)).max(PHASES.length).optional(),
  priority: z.array(z.enum(PRIORITIES)).max(PRIORITIES.length).optional(),
  templateId: id<'template'>().optional(),
  siteId: id<'site'>().optional(),
  assetId: id<'asset'>().optional(),
  assigneeId: id<'member'>().optional(),
  overdue: z.boolean().optional(),
  /** A number, or words of the title and the description. */
  text: line(100).optional(),
};

export const timelineItem = z.strictObject({
  seq: z.int(),
  type: z.enum(TICKET_EVENTS),
  at: instant,
  by: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  channel: z.enum(CHANNELS),
  /** The event's own members, with the people in it by name under `names`. */
  data: z.record(z.string(), anyJson),
  names: z.record(z.string(), z.string()),
});
export type TimelineItem = z.infer<typeof timelineItem>;

/** An earlier ticket of an asset in short: what was done, when, and by whom. */
export const pastTicket = z.strictObject({
  id: id<'ticket'>(),
  no: z.int(),
  title: z.string(),
  phase: z.enum(PHASES),
  priority: z.enum(PRIORITIES),
  createdAt: instant,
  completedAt: instant.nullable(),
  endedAt: instant.nullable(),
  handler: z.strictObject({ id: id<'member'>(), name: z.string() }).nullable(),
  /** What was written at the steps of the work. */
  did: z.array(z.string()),
  /** Items of its checklists that were out of order. */
  flags: z.int(),
  /** The ticket itself may be seen by the one who asks. */
  mayOpen: z.boolean(),
});
export type PastTicket = z.infer<typeof pastTicket>;

const candidate = z.strictObject({
  id: id<'member'>(),
  name: z.string(),
  /** Tickets in hand. */
  load: z.int(),
});

export const ticket = {
  ...commands,
  'ticket.get': endpoint({
    input: z.strictObject({ ticketId: id<'ticket'>() }),
    output: ticketAnswer,
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '查看工单', en: 'One ticket with its actions' },
  }),
  'ticket.list': endpoint({
    input: z.strictObject({ ...filter, order: z.enum(TICKET_ORDERS).optional(), ...paging }),
    output: page(ticketSummary),
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '工单列表', en: 'Tickets that I may see' },
  }),
  'ticket.counts': endpoint({
    input: z.strictObject(filter),
    /** Per phase; a count stops at 1,000, which means "1,000 or more". */
    output: z.strictObject({ phases: z.record(z.enum(PHASES), z.int().max(1000)) }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '各阶段数量', en: 'Tickets per phase' },
  }),
  'ticket.timeline': endpoint({
    input: z.strictObject({ ticketId: id<'ticket'>(), after: version.optional() }),
    /** `more`: ask again with `after` the last one's number. */
    output: z.strictObject({ items: z.array(timelineItem), more: z.boolean() }),
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '时间线', en: 'Who, when, what, through which channel' },
  }),
  'ticket.candidates': endpoint({
    input: z.strictObject({ ticketId: id<'ticket'>() }),
    output: z.strictObject({
      members: z.array(candidate),
      roles: z.array(z.strictObject({ code: z.string(), name: z.strictObject({ zh: z.string(), en: z.string() }) })),
    }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '可派人员', en: 'Who could take it' },
  }),
  'ticket.contact': endpoint({
    input: z.strictObject({ ticketId: id<'ticket'>() }),
    /** Whoever has the ticket, for those who wait for it; null: nobody has it, or no number is known. */
    output: z.strictObject({ phone: z.string().nullable() }),
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '处理人电话', en: 'The phone number of whoever has the ticket' },
  }),
  'asset.history': endpoint({
    input: z.strictObject({ id: id<'asset'>(), ...paging }),
    /** `open`: those under way, at most 50, only with the first page. `items`: those that are over, the newest first. */
    output: z.strictObject({
      asset: views.asset,
      open: z.array(pastTicket),
      items: z.array(pastTicket),
      next: z.string().optional(),
    }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '设备履历', en: 'What was done to an asset, when and by whom' },
  }),
  'work.list': endpoint({
    input: z.strictObject({ ...paging }),
    output: page(
      z.strictObject({
        ticket: ticketSummary,
        work: z.strictObject({ no: z.int(), node: z.string(), kind: z.enum(WORK_KINDS), openedAt: instant }),
      }),
    ),
    kind: 'read',
    auth: 'member',
    summary: { zh: '我的待办', en: 'My to-dos, the soonest due first' },
  }),
} as const;
