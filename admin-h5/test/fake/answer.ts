// The server in memory, as far as the tests need it: reads from the data, and an answer to each ticket command.
import type { EndpointName, InputOf, OutputOf } from '@paidan/shared/contract/index';
import { PHASES } from '@paidan/shared/kinds';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { channelAnswers } from './channels';
import { actionsOf, assets, departments, me, members, roles, sites, template, tickets, timelineOf } from './data';

export type Reply = { readonly status: number; readonly body: unknown };
type Answers = { readonly [Name in EndpointName]?: (input: InputOf<Name>) => OutputOf<Name> };

const refused = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message, requestId: 'req-1' } },
});
const named = <T extends { id: string }>(all: readonly T[], id: string): T => {
  const found = all.find((each) => each.id === id);
  if (!found) throw refused(404, 'not_found', '没有找到，或您无权查看');
  return found;
};
const said = (id: string) => {
  const ticket = named(tickets, id);
  return { ticket, actions: actionsOf(ticket) };
};
const summary = ({
  id,
  no,
  title,
  priority,
  phase,
  stage,
  node,
  template: of,
  requester,
  assignee,
  site,
  asset,
  createdAt,
  dueAt,
  updatedAt,
  overdue,
  urges,
  stars,
  waitsFor,
  photos,
  twin,
  version,
}: (typeof tickets)[number]): TicketSummary => ({
  id,
  no,
  title,
  priority,
  phase,
  stage,
  node,
  template: of,
  requester,
  assignee,
  site,
  asset,
  createdAt,
  dueAt,
  updatedAt,
  overdue,
  urges,
  stars,
  waitsFor,
  photos,
  twin,
  version,
});
const listed = (input: InputOf<'ticket.list'>) =>
  tickets.filter(
    (ticket) =>
      (!input.phase || input.phase.includes(ticket.phase)) &&
      (!input.priority || input.priority.includes(ticket.priority)) &&
      (!input.overdue || ticket.overdue) &&
      (!input.text || `${ticket.no} ${ticket.title}`.includes(input.text)),
  );

export const BOARD_TEMPLATES = ['1m83hdqz0tec0eam2rgc', '1m83hdqz0tec0eam2rgd'] as [never, never];

export const answers: Answers = {
  ...channelAnswers,
  'session.get': () => me,
  'session.create': ({ password }) => {
    if (password === 'wrong') throw refused(401, 'bad_credentials', '组织、账号或密码不正确');
    if (password === 'locked') throw refused(429, 'locked_out', '尝试次数过多，请 15 分钟后再试');
    return me;
  },
  'session.end': () => ({}),
  'ticket.list': (input) => ({ items: listed(input).map(summary) }),
  'ticket.counts': () => ({
    phases: Object.fromEntries(
      PHASES.map((phase) => [phase, tickets.filter((ticket) => ticket.phase === phase).length]),
    ) as OutputOf<'ticket.counts'>['phases'],
  }),
  'ticket.board': () => ({
    days: ['2026-11-21', '2026-11-22', '2026-11-23'],
    templates: [
      { id: BOARD_TEMPLATES[0], name: { zh: '物业报修', en: 'Repairs' } },
      { id: BOARD_TEMPLATES[1], name: { zh: '投诉建议', en: 'Complaints' } },
    ],
    cells: [
      { day: '2026-11-23', templateId: BOARD_TEMPLATES[0], phase: 'open', count: 3 },
      { day: '2026-11-23', templateId: BOARD_TEMPLATES[1], phase: 'open', count: 1 },
      { day: '2026-11-21', templateId: BOARD_TEMPLATES[0], phase: 'closed', count: 1200 },
    ],
  }),
  'ticket.get': ({ ticketId }) => said(ticketId),
  'ticket.timeline': ({ ticketId }) => ({ items: timelineOf(named(tickets, ticketId)), more: false }),
  'ticket.candidates': () => ({
    members: members.slice(1, 5).map(({ id, name }, at) => ({ id, name, load: [0, 1, 3, 5][at] ?? 0 })),
    roles: roles.filter(({ code }) => code === 'technician').map(({ code, name }) => ({ code, name, count: 4 })),
  }),
  'ticket.create': () => said(tickets[1]?.id ?? ''),
  'ticket.assign': ({ ticketId }) => said(ticketId),
  'ticket.comment': ({ ticketId }) => said(ticketId),
  'ticket.cancel': ({ ticketId }) => said(ticketId),
  'ticket.arrive': ({ ticketId, override }) => {
    if (override === undefined)
      throw {
        status: 422,
        body: {
          error: {
            code: 'outside_fence',
            message: '不在签到范围内：距现场 860 米，要求 300 米以内',
            data: { distance: 860, radius: 300 },
          },
        },
      };
    return said(ticketId);
  },
  'work.list': () => ({
    items: tickets
      .filter(({ phase }) => phase === 'open' || phase === 'done')
      .map((ticket) => ({
        ticket: summary(ticket),
        work: {
          no: 1,
          node: ticket.node.id,
          kind: ticket.phase === 'open' ? 'dispatch' : 'accept',
          openedAt: ticket.createdAt,
        },
      })),
  }),
  'template.list': () => ({
    items: [template].map(({ id, code, state, revision, name }) => ({ id, code, state, revision, name })),
  }),
  'template.get': () => ({ template }),
  'member.list': ({ text }) => ({ items: members.filter(({ name }) => !text || name.includes(text)) }),
  'department.list': () => ({ items: departments }),
  'role.list': () => ({ items: roles }),
  'site.list': ({ parentId, text }) => ({
    items: sites.filter((site) =>
      text ? site.path.includes(text) : parentId === undefined || site.parentId === parentId,
    ),
  }),
  'site.get': ({ id }) => ({ record: named(sites, id) }),
  'asset.list': () => ({ items: assets }),
  'asset.get': ({ id }) => ({ record: named(assets, id) }),
  'record.history': () => ({
    items: [
      {
        seq: 1,
        type: 'member.created',
        at: Date.now() - 1e6,
        by: { id: me.member.id, name: me.member.name },
        channel: 'console',
        data: { name: '李建国' },
      },
    ],
  }),
};

export function reply(name: string, input: unknown): Reply {
  const answer = answers[name as EndpointName] as ((input: unknown) => unknown) | undefined;
  if (answer === undefined) return refused(404, 'unknown_endpoint', `没有这个接口：${name}`);
  try {
    return { status: 200, body: answer(input) };
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    return thrown as Reply;
  }
}
