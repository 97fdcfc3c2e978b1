// The product's enumerations. A kind, once shipped, never changes meaning.

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Ours, closed, in code: reports, promises and channels look only at the phase, never at an organization's own nodes. */
export const PHASES = ['new', 'open', 'active', 'waiting', 'done', 'closed', 'cancelled'] as const;
export type Phase = (typeof PHASES)[number];
/** Nothing happens any more in these. */
export const ENDED: readonly Phase[] = ['closed', 'cancelled'];

/**
 * How far a ticket has come, a little finer than its phase: the one vocabulary in which lists, pages, cards and chat name it to
 * whoever reported it, works on it or gives it out (`rules/ticket/stage.ts`).
 */
export const STAGES = [
  'reported',
  'dispatching',
  'offered',
  'assigned',
  'accepted',
  'departed',
  'arrived',
  'waiting',
  'toConfirm',
  'toRate',
  'closed',
  'cancelled',
] as const;
export type Stage = (typeof STAGES)[number];

export const NODE_KINDS = ['start', 'dispatch', 'task', 'accept', 'rate', 'branch', 'end'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export const FIELD_TYPES = [
  'text',
  'longText',
  'select',
  'priority',
  'phone',
  'photo',
  'location',
  'site',
  'asset',
  'signature',
  'rating',
  'voice',
  'checklist',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** How an item of a checklist is answered: ticked off, measured, chosen, photographed. */
export const CHECK_KINDS = ['tick', 'number', 'choice', 'photo'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** What an uploaded file is, by its content. */
export const FILE_KINDS = ['image', 'document', 'audio'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The way by which a person or a machine spoke to us. */
export const CHANNELS = ['console', 'miniapp', 'api', 'cli', 'timer', 'wecom', 'dingtalk', 'wechat'] as const;
export type Channel = (typeof CHANNELS)[number];

export const SITE_KINDS = ['campus', 'building', 'unit', 'floor', 'room', 'area'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export const GRANTS = [
  'ticket.create',
  'ticket.readAll',
  'ticket.dispatch',
  'ticket.work',
  'ticket.manage',
  'member.read',
  'member.manage',
  'site.manage',
  'asset.manage',
  'template.manage',
  'account.manage',
] as const;
export type Grant = (typeof GRANTS)[number];

export const AGGREGATES = [
  'ticket',
  'member',
  'department',
  'role',
  'site',
  'asset',
  'template',
  'account',
  'preference',
  'guestRules',
  'held',
  'export',
  'disclosure',
  'erasure',
] as const;
export type AggregateKind = (typeof AGGREGATES)[number];

/** Connections to the outside: an app of a WeCom corp, the webhook of a WeCom group, a WeChat mini-program, an app inside DingTalk. */
export const ACCOUNT_KINDS = ['wecom', 'wecomGroup', 'wechat', 'dingtalk'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Those whose own app knows who holds the phone: people sign in there without a password. */
export const HOST_KINDS = ['wecom', 'dingtalk'] as const satisfies readonly AccountKind[];
export type HostAccountKind = (typeof HOST_KINDS)[number];

/** Those of them that reach one person; where somebody has several, one is preferred. */
export const VIAS = ['wecom', 'wechat'] as const satisfies readonly AccountKind[];
export type Via = (typeof VIAS)[number];

/** What people are told of. `digest`: several at once. `test`: from the console's connection page. */
export const NOTICE_KINDS = [
  'created',
  'offered',
  'assigned',
  'accepted',
  'departed',
  'arrived',
  'completed',
  'rejected',
  'rate',
  'commented',
  'urged',
  'overdue',
  'transferred',
  'cancelled',
  'closed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What the button of a card may do; everything that needs more than a press leads to a page instead. */
export const CARD_ACTIONS = [
  'ticket.accept',
  'ticket.depart',
  'ticket.complete',
  'ticket.confirm',
  'ticket.urge',
] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

/** Papers for labels; `custom` is a roll of one's own measures. */
export const LABEL_SHEETS = [
  'poster',
  'door',
  'card',
  '2x4',
  '3x7',
  '3x8',
  '4x10',
  '40x30',
  '50x30',
  '60x40',
  '70x50',
  '100x80',
  'custom',
] as const;
export type LabelSheet = (typeof LABEL_SHEETS)[number];

/** Which codes a label bears: an ordinary link, a mini-program code, or both. */
export const LABEL_CODES = ['link', 'mini', 'both'] as const;
export type LabelCode = (typeof LABEL_CODES)[number];

export const LABEL_WORDS = ['zh', 'en', 'both'] as const;
export type LabelWords = (typeof LABEL_WORDS)[number];
/** Why a report from a public code waits for somebody to look at it. */
export const HOLD_REASONS = ['trap', 'hasty', 'duplicate', 'links', 'number', 'short'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** The same as whoever reported is told it: what looks like a program's doing is merely unsure. */
export const HELD_BECAUSE = ['again', 'advert', 'bare', 'unsure'] as const;
export type HeldBecause = (typeof HELD_BECAUSE)[number];

export const HELD_STATES = ['held', 'released', 'spam'] as const;
/** What becomes of a report that waits, and of the device that it came from. */
export const HELD_STEPS = ['released', 'spammed', 'restored', 'blocked', 'unblocked'] as const;
export type HeldStep = (typeof HELD_STEPS)[number];
export type HeldState = (typeof HELD_STATES)[number];

/** Whether somebody without an account is asked for a phone number. */
export const PHONE_ASKS = ['required', 'optional', 'never'] as const;
export type PhoneAsk = (typeof PHONE_ASKS)[number];

/** Lists that can be taken along as a file, and as which. */
export const EXPORT_KINDS = ['ticket', 'member', 'department', 'role', 'site', 'asset', 'label', 'held'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
