// The product's enumerations. A kind, once shipped, never changes meaning.

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Ours, closed, in code: reports, promises and channels look only at the phase, never at an organization's own nodes. */
export const PHASES = ['new', 'open', 'active', 'waiting', 'done', 'closed', 'cancelled'] as const;
export type Phase = (typeof PHASES)[number];
/** Nothing happens any more in these. */
export const ENDED: readonly Phase[] = ['closed', 'cancelled'];

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
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

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
] as const;
export type Grant = (typeof GRANTS)[number];

export const AGGREGATES = ['ticket', 'member', 'department', 'role', 'site', 'asset', 'template'] as const;
export type AggregateKind = (typeof AGGREGATES)[number];
