// A small organization for tests: one template with every field type, sites, people and a few tickets.

import type { Identity } from '@paidan/shared/contract/session';
import type { ActionView, TimelineItem } from '@paidan/shared/contract/ticket';
import { GRANTS, type Phase, type Priority, type Stage } from '@paidan/shared/kinds';
import type { ViewOf } from '@paidan/shared/model/records';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';

/** A well-formed id, the same for the same number. */
export const idOf = (noun: string, at: number) =>
  `${noun
    .replace(/[^0-9a-hjkmnp-tv-z]/g, '0')
    .padEnd(4, '0')
    .slice(0, 4)}${String(at).padStart(16, '0')}` as never;

const HOUR = 3_600_000;
export const NOW = Date.now();
const both = (zh: string, en: string) => ({ zh, en });

export const me: Identity = {
  member: {
    id: idOf('member', 1),
    login: 'lin',
    name: '林晓燕',
    roles: ['dispatcher'],
    grants: [...GRANTS],
    pictureId: null,
    hasPassword: true,
  },
  tenant: { id: idOf('tenant', 1), code: 'jinjiang', name: '锦江物业', offsetMinutes: 480 },
};

const NAMES = ['林晓燕', '李建国', '王芳', '赵强', '陈思远', '周敏', '吴磊', '郑浩然'];
export const members: ViewOf<'member'>[] = NAMES.map((name, at) => ({
  id: idOf('member', at + 1),
  login: ['lin', 'lijg', 'wangf', 'zhaoq', 'chensy', 'zhoum', 'wul', 'zhenghr'][at] ?? `m${at}`,
  name,
  phone: at % 3 === 2 ? null : `1380013800${at}`,
  departmentId: idOf('department', (at % 2) + 1),
  roles: at === 0 ? ['dispatcher'] : at < 5 ? ['technician'] : ['resident'],
  pictureId: null,
  hasPassword: at !== 6,
  erasedAt: null,
  state: at === 7 ? 'retired' : 'active',
  version: 1,
}));
export const departments: ViewOf<'department'>[] = [
  { id: idOf('department', 1), name: '客服中心', parentId: null, state: 'active', version: 1 },
  { id: idOf('department', 2), name: '工程部', parentId: null, state: 'active', version: 1 },
];
export const roles: ViewOf<'role'>[] = [
  {
    id: idOf('role', 1),
    code: 'dispatcher',
    name: both('调度', 'Dispatcher'),
    grants: [...GRANTS],
    state: 'active',
    version: 1,
  },
  {
    id: idOf('role', 2),
    code: 'technician',
    name: both('维修工', 'Technician'),
    grants: ['ticket.work', 'ticket.create'],
    state: 'active',
    version: 1,
  },
  {
    id: idOf('role', 3),
    code: 'resident',
    name: both('业主', 'Resident'),
    grants: ['ticket.create'],
    state: 'active',
    version: 1,
  },
];

const site = (
  at: number,
  parent: number | null,
  kind: ViewOf<'site'>['kind'],
  name: string,
  path: string,
  code: string,
  children: number,
): ViewOf<'site'> => ({
  id: idOf('site', at),
  parentId: parent === null ? null : idOf('site', parent),
  kind,
  name,
  code,
  lat: at < 3 ? 30.6571 : null,
  lng: at < 3 ? 104.0817 : null,
  radius: at < 3 ? 300 : null,
  path,
  children,
  state: 'active',
  version: 1,
});
export const sites: ViewOf<'site'>[] = [
  site(1, null, 'campus', '锦江花园', '锦江花园', 'JJ', 2),
  site(2, 1, 'building', '3号楼', '锦江花园 / 3号楼', 'JJ-3', 2),
  site(3, 1, 'building', '5号楼', '锦江花园 / 5号楼', 'JJ-5', 0),
  site(4, 2, 'floor', '12层', '锦江花园 / 3号楼 / 12层', 'JJ-3-12', 1),
  site(5, 4, 'room', '1203 室', '锦江花园 / 3号楼 / 12层 / 1203 室', 'JJ-3-1203', 0),
  site(6, 2, 'area', '电梯厅', '锦江花园 / 3号楼 / 电梯厅', 'JJ-3-LIFT', 0),
];
export const assets: ViewOf<'asset'>[] = ['客梯 1#', '客梯 2#', '生活水泵', '门禁主机'].map((name, at) => ({
  id: idOf('asset', at + 1),
  siteId: idOf('site', 6),
  code: `EQ-${100 + at}`,
  name,
  category: at < 2 ? '电梯' : '机电',
  model: 'GPS-III',
  serial: null,
  sitePath: '锦江花园 / 3号楼 / 电梯厅',
  state: 'active',
  version: 1,
}));

export const template: TemplateView = {
  id: idOf('template', 1),
  code: 'repair',
  state: 'active',
  revision: 3,
  version: 3,
  publishedAt: NOW - 90 * HOUR,
  name: both('物业报修', 'Repair'),
  fields: [
    { key: 'title', type: 'text', label: both('什么问题', 'What is wrong'), node: 'start', required: true },
    {
      key: 'detail',
      type: 'longText',
      label: both('详细描述', 'Details'),
      hint: both('什么时候开始、有什么影响', 'Since when, and what it affects'),
      node: 'start',
    },
    {
      key: 'category',
      type: 'select',
      label: both('类别', 'Category'),
      node: 'start',
      required: true,
      options: [
        { value: 'water', label: both('水', 'Water') },
        { value: 'power', label: both('电', 'Power') },
        { value: 'lift', label: both('电梯', 'Lift') },
        { value: 'other', label: both('其他', 'Other') },
      ],
    },
    { key: 'urgency', type: 'priority', label: both('紧急程度', 'Urgency'), node: 'start', required: true },
    { key: 'place', type: 'site', label: both('位置', 'Site'), node: 'start', required: true },
    {
      key: 'asset',
      type: 'asset',
      label: both('设备', 'Asset'),
      node: 'start',
      visibleWhen: { op: 'is', fact: 'values.category', value: 'lift' },
    },
    { key: 'phone', type: 'phone', label: both('联系电话', 'Phone'), node: 'start', required: true },
    { key: 'photos', type: 'photo', label: both('现场照片', 'Photos'), node: 'start', max: 4 },
    { key: 'where', type: 'location', label: both('定位', 'Location'), node: 'start' },
    { key: 'result', type: 'longText', label: both('处理结果', 'Result'), node: 'repair', required: true },
    {
      key: 'after',
      type: 'photo',
      label: both('完工照片', 'Photos afterwards'),
      node: 'repair',
      min: 1,
      max: 6,
      required: true,
    },
    { key: 'sign', type: 'signature', label: both('业主签名', 'Signature'), node: 'check', required: true },
    { key: 'score', type: 'rating', label: both('服务评价', 'Rating'), node: 'rate', required: true },
  ],
  flow: [
    { id: 'start', kind: 'start', title: both('提交', 'Report') },
    {
      id: 'dispatch',
      kind: 'dispatch',
      title: both('派单', 'Dispatch'),
      by: { kind: 'role', role: 'dispatcher' },
      pool: 'technician',
    },
    { id: 'repair', kind: 'task', title: both('维修', 'Repair'), checkIn: true },
    {
      id: 'big',
      kind: 'branch',
      title: both('是否紧急', 'Urgent?'),
      arms: [
        {
          when: { op: 'is', fact: 'values.urgency', value: 'urgent' },
          steps: [
            {
              id: 'chief',
              kind: 'accept',
              title: both('主管复核', 'Chief check'),
              by: { kind: 'role', role: 'dispatcher' },
              returnTo: 'repair',
            },
          ],
        },
      ],
      otherwise: [],
    },
    {
      id: 'check',
      kind: 'accept',
      title: both('验收', 'Acceptance'),
      by: { kind: 'requester' },
      returnTo: 'repair',
      autoAfter: 2880,
    },
    { id: 'rate', kind: 'rate', title: both('评价', 'Rating'), by: { kind: 'requester' }, autoAfter: 4320 },
    { id: 'end', kind: 'end', title: both('结束', 'End') },
  ],
  binds: { title: 'title', priority: 'urgency', site: 'place', asset: 'asset', phone: 'phone' },
  promise: { low: 4320, normal: 1440, high: 480, urgent: 120 },
};

const MATTERS: readonly (readonly [string, Phase, Priority, number, string])[] = [
  ['3号楼客梯突然停在 12 层，有人被困', 'active', 'urgent', -0.4, 'repair'],
  ['厨房水管爆裂，水已经流到走廊', 'open', 'urgent', 1.2, 'dispatch'],
  ['地下车库照明整排不亮', 'open', 'high', 5, 'dispatch'],
  ['单元门禁刷卡没有反应', 'active', 'normal', 20, 'repair'],
  ['客厅空调不制冷，室外机异响', 'done', 'normal', 30, 'check'],
  ['楼道堆放杂物占用消防通道', 'active', 'high', -6, 'repair'],
  ['水表读数异常，申请复核', 'open', 'low', 60, 'dispatch'],
  ['卫生间地漏返味', 'closed', 'normal', -30, 'end'],
  ['儿童游乐区秋千链条松动', 'done', 'high', 8, 'check'],
  ['快递柜 2 号屏幕花屏', 'cancelled', 'low', 40, 'dispatch'],
  ['绿化带喷灌漏水', 'active', 'low', 50, 'repair'],
  ['配电间温度告警', 'open', 'urgent', 0.6, 'dispatch'],
];

const STAGE: Readonly<Record<Phase, Stage>> = {
  ...{ new: 'reported', open: 'dispatching', active: 'arrived', waiting: 'waiting' },
  ...{ done: 'toConfirm', closed: 'closed', cancelled: 'cancelled' },
};

const title = (node: string) => template.flow.find(({ id }) => id === node)?.title ?? both(node, node);
const person = (at: number) => ({ id: idOf('member', at + 1), name: NAMES[at] ?? '' });

export const tickets: TicketView[] = MATTERS.map(([subject, phase, priority, due, node], at) => {
  const working = phase === 'active' || phase === 'done' || phase === 'closed';
  const createdAt = NOW - (at * 3 + 2) * HOUR;
  return {
    id: idOf('ticket', 100 - at),
    no: 1042 - at,
    title: subject,
    priority,
    phase,
    stage: STAGE[phase],
    node: { id: node, title: title(node) },
    template: { id: template.id, name: template.name },
    templateVersion: template.revision,
    requester: person(5),
    assignee: working ? { ...person((at % 3) + 1), pictureId: null } : null,
    site: { id: idOf('site', 2), name: '锦江花园 / 3号楼 / 12层 / 1203 室' },
    asset: at === 0 ? { id: idOf('asset', 1), name: '客梯 1#' } : null,
    createdAt,
    dueAt: NOW + due * HOUR,
    updatedAt: createdAt + HOUR,
    overdue: due < 0 && phase !== 'closed',
    urges: at === 0 ? 2 : 0,
    stars: phase === 'closed' ? 5 : null,
    waitsFor: [],
    photos: 3,
    twin: at === 1 ? { id: idOf('ticket', 94), no: 1036 } : null,
    version: 6,
    source: 'miniapp',
    values: {
      title: subject,
      detail: '早上七点多开始的，电话打不通维保单位。请尽快安排人来，老人和孩子在家。',
      category: at === 0 ? 'lift' : 'water',
      urgency: priority,
      place: idOf('site', 5) as string,
      phone: '13800138005',
      photos: [idOf('file', 1), idOf('file', 2), idOf('file', 3)],
      ...(phase === 'done' && { result: '更换启动电容，试机正常。', after: [idOf('file', 4)] }),
    },
    acceptedAt: working ? createdAt + 0.4 * HOUR : null,
    departedAt: working ? createdAt + 0.5 * HOUR : null,
    arrivedAt: working ? createdAt + 0.9 * HOUR : null,
    completedAt: phase === 'done' ? createdAt + 1.5 * HOUR : null,
    endedAt: phase === 'closed' || phase === 'cancelled' ? createdAt + 3 * HOUR : null,
    workMinutes: working ? 35 : 0,
    comments: 1,
    work: working
      ? [{ no: 2, node, kind: 'task', handler: person((at % 3) + 1), role: null }]
      : [{ no: 1, node, kind: 'dispatch', handler: null, role: 'dispatcher' }],
    fence: { lat: 30.6571, lng: 104.0817, radius: 300 },
    screening: null,
  };
});

const yes = (command: string): ActionView => ({ command, enabled: true });
const no = (command: string, code: string, message: string): ActionView => ({
  command,
  enabled: false,
  refusal: { code, message },
});

export function actionsOf({ phase }: TicketView): ActionView[] {
  if (phase === 'open') {
    return [
      yes('ticket.assign'),
      yes('ticket.offer'),
      yes('ticket.urge'),
      no('ticket.transfer', 'wrong_step', '工单当前的步骤不能做这个操作'),
      yes('ticket.comment'),
      yes('ticket.cancel'),
    ];
  }
  if (phase === 'active') {
    return [
      yes('ticket.arrive'),
      no('ticket.complete', 'arrive_first', '请先到现场签到'),
      yes('ticket.log'),
      no('ticket.urge', 'cooling_down', '刚催过了，请稍后再催'),
      yes('ticket.transfer'),
      yes('ticket.comment'),
      yes('ticket.cancel'),
    ];
  }
  if (phase === 'done') {
    return [
      yes('ticket.confirm'),
      yes('ticket.reject'),
      no('ticket.rate', 'wrong_step', '工单当前的步骤不能做这个操作'),
      yes('ticket.comment'),
      no('ticket.cancel', 'wrong_step', '工单当前的步骤不能做这个操作'),
    ];
  }
  return [no('ticket.cancel', 'ended', '工单已结束，不能再操作')];
}

export function timelineOf(ticket: TicketView): TimelineItem[] {
  const at = ticket.createdAt;
  const by = ticket.assignee ?? person(1);
  const names = { [by.id]: by.name };
  const entered = (seq: number, hours: number, node: string): TimelineItem => ({
    seq,
    type: 'ticket.entered',
    at: at + hours * HOUR,
    by: null,
    channel: 'miniapp',
    data: { node },
    names: {},
  });
  const items: TimelineItem[] = [
    { seq: 1, type: 'ticket.created', at, by: ticket.requester, channel: 'miniapp', data: {}, names: {} },
    entered(2, 0, 'dispatch'),
  ];
  if (ticket.assignee) {
    items.push(
      {
        seq: 3,
        type: 'ticket.assigned',
        at: at + 0.2 * HOUR,
        by: me.member,
        channel: 'console',
        data: { memberId: by.id },
        names,
      },
      entered(4, 0.2, 'repair'),
      { seq: 5, type: 'ticket.accepted', at: at + 0.4 * HOUR, by, channel: 'wecom', data: { memberId: by.id }, names },
      {
        seq: 6,
        type: 'ticket.arrived',
        at: at + 0.9 * HOUR,
        by,
        channel: 'wecom',
        data: { position: { lat: 30.6579, lng: 104.0828 }, distance: 128, override: null },
        names: {},
      },
      {
        seq: 7,
        type: 'ticket.commented',
        at: at + HOUR,
        by: ticket.requester,
        channel: 'miniapp',
        data: { text: '物业大门已经开好，师傅直接上来就行。', photos: [] },
        names: {},
      },
      {
        seq: 8,
        type: 'ticket.logged',
        at: at + 1.3 * HOUR,
        by,
        channel: 'wecom',
        data: { text: '控制柜复位，更换门机皮带。', minutes: 35, values: { after: [idOf('file', 4)] } },
        names: {},
      },
    );
  }
  if (ticket.phase === 'done') items.push(entered(9, 1.5, 'check'));
  return items;
}
