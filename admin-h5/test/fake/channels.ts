// The chat platforms' side of the server in memory: connections in each state, notices of each kind, preferences, leavers.
import type { DeliveryView, PreferenceView } from '@paidan/shared/contract/channel';
import type { EndpointName, InputOf, OutputOf } from '@paidan/shared/contract/index';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { AccountView } from '@paidan/shared/model/account';
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { effective } from '@paidan/shared/rules/notify/preference';
import { idOf, members, NOW, tickets } from './data';

const MINUTE = 60_000;
const calm = { callbackAt: null, tokenAt: null, sentAt: null, pressedAt: null, pausedUntil: null, error: null };

export const accounts: AccountView[] = [
  {
    id: idOf('acct', 1),
    kind: 'wecom',
    name: '锦江物业 · 派单助手',
    values: { corpId: 'ww1f2e3d4c5b6a7988', agentId: '1000002', roles: ['technician'] },
    has: ['appSecret', 'callbackToken', 'callbackKey', 'contactSecret'],
    callbackUrl: 'https://paidan.example.com/hooks/wecom/acct0000000000000001',
    health: {
      ...calm,
      callbackAt: NOW - 90 * MINUTE,
      tokenAt: NOW - 12 * MINUTE,
      sentAt: NOW - 3 * MINUTE,
      pressedAt: NOW - 6 * MINUTE,
    },
    state: 'active',
    version: 7,
  },
  {
    id: idOf('acct', 2),
    kind: 'wecomGroup',
    name: '工程部值班群',
    values: {},
    has: ['webhookKey'],
    callbackUrl: null,
    health: {
      ...calm,
      tokenAt: NOW - 300 * MINUTE,
      sentAt: NOW - 240 * MINUTE,
      error: { code: '93000', message: 'invalid webhook url, hint: [1764…]', at: NOW - 20 * MINUTE },
    },
    state: 'active',
    version: 2,
  },
  {
    id: idOf('acct', 3),
    kind: 'wechat',
    name: '锦江业主小程序',
    values: {
      appId: 'wx8f9e0d1c2b3a4567',
      roles: ['resident'],
      subscriptions: [
        {
          topic: 'progress',
          templateId: 'Tq8c_progress_0001',
          keys: { title: 'thing1', status: 'phrase2', time: 'time3' },
        },
      ],
    },
    has: ['appSecret'],
    callbackUrl: 'https://paidan.example.com/hooks/wechat/acct0000000000000003',
    health: {
      ...calm,
      tokenAt: NOW - 40 * MINUTE,
      sentAt: NOW - 55 * MINUTE,
      pausedUntil: NOW + 8 * MINUTE,
      error: { code: '40164', message: 'invalid ip 203.0.113.7, not in whitelist', at: NOW - 2 * MINUTE },
    },
    state: 'active',
    version: 3,
  },
  {
    id: idOf('acct', 4),
    kind: 'wecom',
    name: '新园区试点',
    values: { corpId: 'wwaabbccdd00112233', agentId: '1000007' },
    has: ['appSecret'],
    callbackUrl: 'https://paidan.example.com/hooks/wecom/acct0000000000000004',
    health: { ...calm, tokenAt: NOW - MINUTE },
    state: 'active',
    version: 1,
  },
  {
    id: idOf('acct', 5),
    kind: 'wecomGroup',
    name: '旧客服群',
    values: {},
    has: ['webhookKey'],
    callbackUrl: null,
    health: calm,
    state: 'retired',
    version: 4,
  },
];
const accountOf = (id: string): AccountView => {
  const found = accounts.find((each) => each.id === id);
  if (found === undefined) throw { status: 404, body: { error: { code: 'not_found', message: '没有找到' } } };
  return found;
};

const person = (at: number) => ({ id: idOf('member', at + 1), name: members[at]?.name ?? '' });

const FATES: readonly (readonly [
  DeliveryView['state'],
  NoticeKind,
  number,
  number | null,
  number,
  DeliveryView['error'],
])[] = [
  ['buried', 'assigned', 1, 1, 8, { code: '60020', message: 'not allow to access from your ip, from ip: 203.0.113.7' }],
  ['buried', 'offered', 2, null, 8, { code: '93000', message: 'invalid webhook url' }],
  ['pending', 'overdue', 1, 3, 2, { code: '45009', message: 'api freq out of limit' }],
  ['sent', 'assigned', 1, 2, 1, null],
  ['sent', 'offered', 1, 4, 1, null],
  ['merged', 'commented', 1, 1, 0, null],
  ['skipped', 'offered', 1, 2, 0, null],
  ['dropped', 'completed', 3, 5, 1, { code: '43101', message: 'user refuse to accept the msg' }],
  ['sent', 'rate', 3, 5, 1, null],
];
export const deliveries: DeliveryView[] = FATES.map(([state, kind, account, member, attempts, error], at) => {
  const { id, name, kind: accountKind } = accountOf(idOf('acct', account));
  const ticket = tickets[at % tickets.length];
  const createdAt = NOW - (at * 17 + 2) * MINUTE;
  return {
    id: idOf('delv', at + 1),
    ticket: { id: ticket?.id ?? idOf('ticket', 1), no: ticket?.no ?? 1, title: ticket?.title ?? '' },
    kind,
    account: { id, name, kind: accountKind },
    member: member === null ? null : person(member),
    state,
    attempts,
    availableAt: state === 'pending' ? NOW + 4 * MINUTE : createdAt,
    held: false,
    sentAt: state === 'sent' || state === 'merged' ? createdAt + 900 : null,
    error,
    createdAt,
  };
});

export const identities = [1, 2, 3, 4, 7].map((at) => ({
  external: ['lijianguo', 'wangfang', 'zhaoqiang', 'chensiyuan', 'zhenghaoran'][[1, 2, 3, 4, 7].indexOf(at)] ?? '',
  member: person(at),
  state: at === 7 ? ('left' as const) : ('active' as const),
}));

export const leavers: OutputOf<'handover.list'>['items'] = [
  {
    member: person(7),
    leftAt: NOW - 26 * 60 * MINUTE,
    tickets: tickets.slice(0, 7).map(({ id, no, title }) => ({ id, no, title })),
  },
  { member: { id: idOf('member', 9), name: '高远' }, leftAt: null, tickets: tickets.slice(8, 9) },
].map((each) => ({ ...each, tickets: each.tickets.map(({ id, no, title }) => ({ id, no, title })) }));

/** `own`: null for the organization's. */
function preferenceOf(organization: PreferenceValues, own: PreferenceValues | null, version: number): PreferenceView {
  const held = (values: PreferenceValues, more?: PreferenceValues) => {
    const { muted, groups, ...rest } = effective(values, more);
    return { ...rest, muted: [...muted], groups: [...groups] };
  };
  return {
    values: own ?? organization,
    effective: held(organization, own ?? {}),
    above: held(own === null ? {} : organization),
    locked: own === null ? [] : [...(organization.muted ?? [])],
    version,
  };
}

type Answers = { readonly [Name in EndpointName]?: (input: InputOf<Name>) => OutputOf<Name> };

export const channelAnswers: Answers = {
  'account.list': () => ({ items: accounts }),
  'account.create': ({ kind, name, values, secrets }) => {
    const account: AccountView = {
      id: idOf('acct', accounts.length + 1),
      kind,
      name,
      values,
      has: Object.keys(secrets) as AccountView['has'],
      callbackUrl: kind === 'wecomGroup' ? null : `https://paidan.example.com/hooks/${kind}/${accounts.length + 1}`,
      health: calm,
      state: 'active',
      version: 1,
    };
    accounts.push(account);
    return { account };
  },
  'account.change': ({ id, change: { name, values, secrets } }) => {
    const before = accountOf(id);
    return {
      account: {
        ...before,
        ...(name !== undefined && { name }),
        values: { ...before.values, ...values },
        has: [...new Set([...before.has, ...(Object.keys(secrets ?? {}) as AccountView['has'])])],
        version: before.version + 1,
      },
    };
  },
  'account.retire': ({ id }) => ({ account: { ...accountOf(id), state: 'retired' } }),
  'account.restore': ({ id }) => ({ account: { ...accountOf(id), state: 'active' } }),
  'account.check': ({ id }) => {
    const account = accountOf(id);
    const { error } = account.health;
    const token = {
      name: 'token',
      state: error ? 'failed' : 'ok',
      code: error?.code ?? null,
      message: error?.message ?? '',
    } as const;
    const ok = (name: 'app' | 'contacts') => ({ name, state: 'ok', code: null, message: '' }) as const;
    const checks: OutputOf<'account.check'>['checks'] =
      account.kind === 'wecomGroup'
        ? [{ ...token, name: 'webhook' }]
        : account.kind === 'wechat'
          ? [token]
          : [token, ok('app'), ...(account.has.includes('contactSecret') ? [ok('contacts')] : [])];
    return { checks, account };
  },
  'account.test': ({ id }) => ({ account: accountOf(id) }),
  'account.sync': () => ({
    created: 2,
    changed: 5,
    left: 1,
    problems: ['部门「外包二组」在平台上没有上级', 'zhangsan 与已有成员「张三」同名，没有合并'],
  }),
  'identity.list': () => ({ items: identities }),
  'identity.bind': () => ({}),
  'identity.unbind': () => ({}),
  'delivery.list': ({ state, limit = 50, cursor }) => {
    const found = deliveries.filter((each) => state === undefined || each.state === state);
    const from = Number(cursor ?? 0);
    return {
      items: found.slice(from, from + limit),
      ...(from + limit < found.length && { next: String(from + limit) }),
    };
  },
  'delivery.resend': () => ({}),
  'preference.get': ({ of }) => (of === 'me' ? preferenceOf({}, { flood: 4 }, 3) : preferenceOf({}, null, 0)),
  'preference.change': ({ of, values, version = 0 }) =>
    of === 'me' ? preferenceOf({}, values, version + 1) : preferenceOf(values, null, version + 1),
  'handover.list': () => ({ items: leavers }),
  'handover.move': () => ({
    moved: 5,
    refused: [
      { ticketId: tickets[2]?.id ?? idOf('ticket', 1), no: tickets[2]?.no ?? 1, message: '此人不能接这张工单' },
      { ticketId: tickets[4]?.id ?? idOf('ticket', 1), no: tickets[4]?.no ?? 1, message: '工单已结束，不能再操作' },
    ],
  }),
  'signin.options': ({ org }) => ({
    items:
      org === 'jinjiang' ? [{ kind: 'wecom', name: '锦江物业 · 派单助手', url: '/signin/wecom?org=jinjiang' }] : [],
    hosts: [],
  }),
};
