// What can be done with a ticket (derived from the commands) and read of it.
import { z } from 'zod';
import { CHANNELS, PHASES, PRIORITIES, STAGES } from '../kinds';
import { LIMITS } from '../limits';
import { anyJson, bilingual, id, instant, line, version } from '../model/base';
import { type TicketCommandName, ticketInputs } from '../model/command';
import { TICKET_EVENTS } from '../model/event';
import { views } from '../model/records';
import { ticketSummary, ticketView, WORK_KINDS } from '../model/ticket';
import { type Endpoint, endpoint } from './endpoint';
import { asFile, exported } from './export';
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
/** The longest stretch of time that a board shows. */
export const BOARD_DAYS = 30;

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
  /** Reported on this day, `2026-11-23`, at the organization's offset. */
  day: z.iso.date().max(10).optional(),
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
  stage: z.enum(STAGES),
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
    /**
     * `unfinished`: each of the words is in very many tickets, and only so many were looked through; there may be more further back, so
     * ask on with `next`, even where nothing was found yet.
     */
    output: page(ticketSummary).extend({ unfinished: z.literal(true).optional() }),
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '工单列表', en: 'Tickets that I may see' },
  }),
  'ticket.export': endpoint({
    input: z.strictObject({ ...filter, ...asFile }),
    ...exported,
    summary: { zh: '导出工单', en: 'Tickets that I may see, as a file' },
  }),
  'ticket.counts': endpoint({
    input: z.strictObject(filter),
    /**
     * Per phase; a count stops at 1,000, which means "1,000 or more". `unfinished`: only the newest were looked through for words that
     * are in very many tickets, and each count means "so many or more".
     */
    output: z.strictObject({
      phases: z.record(z.enum(PHASES), z.int().max(1000)),
      unfinished: z.literal(true).optional(),
    }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '各阶段数量', en: 'Tickets per phase' },
  }),
  'ticket.board': endpoint({
    input: z.strictObject({ days: z.int().min(1).max(BOARD_DAYS).optional() }),
    /**
     * Tickets that I may see, by the day they were reported on, what they are about, and how far they are. `days`: the last ones, the
     * oldest first; all of them unless fewer are asked for. Cells without tickets are left out, and so are templates without cells.
     */
    output: z.strictObject({
      days: z.array(z.iso.date()).max(BOARD_DAYS),
      templates: z.array(z.strictObject({ id: id<'template'>(), name: bilingual(LIMITS.name) })),
      cells: z.array(
        z.strictObject({
          day: z.iso.date(),
          templateId: id<'template'>(),
          phase: z.enum(PHASES),
          count: z.int().min(1),
        }),
      ),
    }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '工单概览', en: 'Tickets per day, template and phase' },
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
      /** `count`: of those who could take it out of this role's pool. */
      roles: z.array(
        z.strictObject({ code: z.string(), name: z.strictObject({ zh: z.string(), en: z.string() }), count: z.int() }),
      ),
    }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '可派人员', en: 'Who could take it' },
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
