// Connections to chat platforms, who is who there, what goes out through them, and what people wish to hear.
import { z } from 'zod';
import { NOTICE_KINDS, VIAS } from '../kinds';
import { LIMITS } from '../limits';
import { accountKind, accountName, accountSecrets, accountValues, accountView, external } from '../model/account';
import { id, instant, line, version, words } from '../model/base';
import { preferenceValues } from '../model/preference';
import { endpoint } from './endpoint';
import { page, paging } from './paging';

const manage = { kind: 'command', auth: 'member', grant: 'account.manage' } as const;
const read = { kind: 'read', auth: 'member', grant: 'account.manage' } as const;
const oneAccount = z.strictObject({ account: accountView });
const seen = z.strictObject({ id: id<'account'>(), version: version.optional() });
const person = z.strictObject({ id: id<'member'>(), name: z.string() });

/** What a check found: `waiting` needs something of a person first. */
const check = z.strictObject({
  name: z.enum(['token', 'app', 'contacts', 'callback', 'webhook', 'press', 'corp', 'mini']),
  state: z.enum(['ok', 'failed', 'waiting']),
  code: z.string().nullable(),
  message: z.string(),
});
export type CheckView = z.infer<typeof check>;

export const DELIVERY_STATES = ['pending', 'sent', 'skipped', 'merged', 'dropped', 'buried'] as const;
const deliveryView = z.strictObject({
  id: id<'delivery'>(),
  ticket: z.strictObject({ id: id<'ticket'>(), no: z.int(), title: z.string() }),
  kind: z.enum(NOTICE_KINDS),
  account: z.strictObject({ id: id<'account'>(), name: z.string(), kind: accountKind }),
  /** Null: the connection's group. */
  member: person.nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  availableAt: instant,
  /** Waits until then because it came in quiet hours; nothing has failed. */
  held: z.boolean(),
  sentAt: instant.nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  createdAt: instant,
});
export type DeliveryView = z.infer<typeof deliveryView>;

const held = z.strictObject({
  muted: z.array(z.enum(NOTICE_KINDS)),
  quiet: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
  flood: z.int(),
  via: z.enum(VIAS),
  groups: z.array(z.enum(NOTICE_KINDS)),
});
const preferenceView = z.strictObject({
  /** What was chosen here; what is left out follows the organization, or the product. */
  values: preferenceValues,
  /** What holds. */
  effective: held,
  /** What would hold, had nothing been chosen here: the organization's, or the product's. */
  above: held,
  /** For one's own: kinds that the organization has switched off, which nobody can switch on. */
  locked: z.array(z.enum(NOTICE_KINDS)),
  version,
});
export type PreferenceView = z.infer<typeof preferenceView>;

const signedIn = z.strictObject({ token: z.string(), member: person });

export const channel = {
  'account.list': endpoint({
    input: z.strictObject({ retired: z.boolean().optional() }),
    output: z.strictObject({ items: z.array(accountView) }),
    ...read,
    summary: { zh: '平台连接列表', en: 'Connections to chat platforms' },
  }),
  'account.create': endpoint({
    input: z.strictObject({ kind: accountKind, name: accountName, values: accountValues, secrets: accountSecrets }),
    output: oneAccount,
    ...manage,
    summary: { zh: '新建平台连接', en: 'Create a connection' },
  }),
  'account.change': endpoint({
    /** A secret that is not named stays as it is. */
    input: z.strictObject({
      ...seen.shape,
      change: z.strictObject({
        name: accountName.optional(),
        values: accountValues.optional(),
        secrets: accountSecrets.optional(),
      }),
    }),
    output: oneAccount,
    ...manage,
    summary: { zh: '修改平台连接', en: 'Change a connection' },
  }),
  'account.retire': endpoint({
    input: seen,
    output: oneAccount,
    ...manage,
    summary: { zh: '停用平台连接', en: 'Retire a connection' },
  }),
  'account.restore': endpoint({
    input: seen,
    output: oneAccount,
    ...manage,
    summary: { zh: '恢复平台连接', en: 'Bring a connection back' },
  }),
  'account.check': endpoint({
    input: z.strictObject({ id: id<'account'>() }),
    output: z.strictObject({ checks: z.array(check), account: accountView }),
    ...manage,
    summary: { zh: '检查平台连接', en: 'Try out a connection with its platform' },
  }),
  'account.test': endpoint({
    /** Sends a card with a button to whoever asks; `pressedAt` of the connection's health tells that it was pressed. */
    input: z.strictObject({ id: id<'account'>() }),
    output: z.strictObject({ account: accountView }),
    ...manage,
    summary: { zh: '发送测试卡片', en: 'Send me a card to press' },
  }),
  'account.sync': endpoint({
    input: z.strictObject({ id: id<'account'>() }),
    output: z.strictObject({ created: z.int(), changed: z.int(), left: z.int(), problems: z.array(z.string()) }),
    ...manage,
    summary: { zh: '同步通讯录', en: 'Read the contacts anew' },
  }),
  'identity.list': endpoint({
    input: z.strictObject({ accountId: id<'account'>(), ...paging }),
    output: page(z.strictObject({ external, member: person, state: z.enum(['active', 'left']) })),
    ...read,
    summary: { zh: '账号绑定列表', en: 'Who is who on the platform' },
  }),
  'identity.bind': endpoint({
    input: z.strictObject({ accountId: id<'account'>(), memberId: id<'member'>(), external }),
    output: z.strictObject({}),
    ...manage,
    summary: { zh: '绑定成员', en: 'Bind a member to a userid or openid' },
  }),
  'identity.unbind': endpoint({
    input: z.strictObject({ accountId: id<'account'>(), external }),
    output: z.strictObject({}),
    ...manage,
    summary: { zh: '解除绑定', en: 'Unbind' },
  }),
  'delivery.list': endpoint({
    input: z.strictObject({ state: z.enum(DELIVERY_STATES).optional(), ...paging }),
    output: page(deliveryView),
    ...read,
    summary: { zh: '通知发送记录', en: 'Notices that went out, or did not' },
  }),
  'delivery.resend': endpoint({
    input: z.strictObject({ id: id<'delivery'>() }),
    output: z.strictObject({}),
    ...manage,
    summary: { zh: '重新发送', en: 'Send again' },
  }),
  'preference.get': endpoint({
    input: z.strictObject({ of: z.enum(['me', 'organization']) }),
    output: preferenceView,
    kind: 'read',
    auth: 'member',
    summary: { zh: '通知偏好', en: 'What I, or the organization, wish to hear' },
  }),
  'preference.change': endpoint({
    /** The choice as a whole: what is left out follows the organization, or the product. */
    input: z.strictObject({
      of: z.enum(['me', 'organization']),
      version: version.optional(),
      values: preferenceValues,
    }),
    output: preferenceView,
    kind: 'command',
    auth: 'member',
    summary: { zh: '修改通知偏好', en: 'Change what is heard' },
  }),
  'handover.list': endpoint({
    input: z.strictObject({}),
    output: z.strictObject({
      items: z.array(
        z.strictObject({
          member: person,
          leftAt: instant.nullable(),
          tickets: z.array(z.strictObject({ id: id<'ticket'>(), no: z.int(), title: z.string() })),
        }),
      ),
    }),
    kind: 'read',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '离职待交接', en: 'Open work of people who have left' },
  }),
  'handover.move': endpoint({
    input: z.strictObject({ from: id<'member'>(), to: id<'member'>(), reason: words(LIMITS.reason) }),
    output: z.strictObject({
      moved: z.int(),
      refused: z.array(z.strictObject({ ticketId: id<'ticket'>(), no: z.int(), message: z.string() })),
    }),
    kind: 'command',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '交接工单', en: 'Hand over the open work of somebody who has left' },
  }),
  'wechat.signIn': endpoint({
    /** `code` of wx.login. `ticket`: nobody is bound yet; it goes with the phone number's code. */
    input: z.strictObject({ org: line(LIMITS.code), code: line(512) }),
    output: z.union([signedIn, z.strictObject({ ticket: z.string() })]),
    kind: 'command',
    auth: 'none',
    also: ['too_many', 'too_late', 'retired', 'channel_trouble'],
    summary: { zh: '微信小程序登录', en: 'Sign in from the WeChat mini-program' },
  }),
  'wechat.phone': endpoint({
    /** `code` of the getPhoneNumber button; whoever is not a member yet becomes one. */
    input: z.strictObject({ ticket: line(400), code: line(512) }),
    output: signedIn,
    kind: 'command',
    auth: 'none',
    also: ['too_many', 'too_late', 'retired', 'phone_shared', 'channel_trouble'],
    summary: { zh: '微信手机号登录', en: 'Sign in by the phone number that WeChat has verified' },
  }),
  'wechat.consent': endpoint({
    /** What wx.requestSubscribeMessage brought: template ids that were accepted. */
    input: z.strictObject({ accepted: z.array(line(64)).max(5) }),
    output: z.strictObject({ topics: z.record(z.string(), z.int()) }),
    kind: 'command',
    auth: 'member',
    summary: { zh: '记录订阅消息授权', en: 'Count consents to messages' },
  }),
  'wechat.subscriptions': endpoint({
    input: z.strictObject({}),
    output: z.strictObject({ templateIds: z.array(z.string()), topics: z.record(z.string(), z.int()) }),
    kind: 'read',
    auth: 'member',
    summary: { zh: '可订阅的消息', en: 'Which messages to ask consent for, and how many are left' },
  }),
  'qr.make': endpoint({
    /** `mini`: a mini-program code; `link`: an ordinary address, which opens the mini-program where the platform's rule says so. */
    input: z.strictObject({
      kind: z.enum(['mini', 'link']),
      siteId: id<'site'>().optional(),
      assetId: id<'asset'>().optional(),
      size: z.int().min(280).max(1280).optional(),
    }),
    output: z.strictObject({
      /** Of the picture; null for `link`, which whoever prints draws from `text`. */
      image: z.strictObject({ mime: z.string(), base64: z.string() }).nullable(),
      text: z.string(),
    }),
    kind: 'read',
    auth: 'member',
    also: ['channel_trouble', 'missing_values', 'retired'],
    summary: { zh: '生成二维码', en: 'A code to scan, for a site or an asset' },
  }),
} as const;
