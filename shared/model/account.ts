// A connection to the outside: what is pasted in from the platform's own console. Secrets go in and never come out again.
import { z } from 'zod';
import { ACCOUNT_KINDS, type AccountKind } from '../kinds';
import { LIMITS } from '../limits';
import { code, id, instant, line, version } from './base';

/** Where the platform shows a value, and what it looks like. Source: WeCom 90930, 90236; WeChat "message push". */
type Part = { readonly key: string; readonly secret?: true; readonly required?: true; readonly pattern: RegExp };

const TOKEN = /^[0-9A-Za-z]{3,32}$/;
const AES_KEY = /^[0-9A-Za-z]{43}$/;
const SECRET = /^[\x21-\x7e]{8,128}$/;

/** In the order in which a person meets them on the platform's side. */
export const ACCOUNT_PARTS = {
  wecom: [
    { key: 'corpId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'agentId', required: true, pattern: /^[0-9]{1,12}$/ },
    { key: 'appSecret', secret: true, required: true, pattern: SECRET },
    { key: 'callbackToken', secret: true, pattern: TOKEN },
    { key: 'callbackKey', secret: true, pattern: AES_KEY },
    { key: 'contactSecret', secret: true, pattern: SECRET },
  ],
  wecomGroup: [{ key: 'webhookKey', secret: true, required: true, pattern: /^[0-9A-Za-z-]{8,64}$/ }],
  wechat: [
    { key: 'appId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'appSecret', secret: true, required: true, pattern: SECRET },
    { key: 'pushToken', secret: true, pattern: TOKEN },
    { key: 'pushKey', secret: true, pattern: AES_KEY },
  ],
} as const satisfies Record<AccountKind, readonly Part[]>;

/** Which of the ticket's facts a subscribe message's keyword shows. */
export const SUBSCRIPTION_FACTS = ['title', 'no', 'status', 'time', 'handler', 'note'] as const;
export type SubscriptionFact = (typeof SUBSCRIPTION_FACTS)[number];
/** `progress`: how it goes on. `answer`: something is asked of the reader: to confirm, to rate. */
export const SUBSCRIPTION_TOPICS = ['progress', 'answer'] as const;
export type SubscriptionTopic = (typeof SUBSCRIPTION_TOPICS)[number];

/** A template of the WeChat platform: `keys` says which keyword, such as `thing1`, shows which fact. */
export const subscription = z.strictObject({
  topic: z.enum(SUBSCRIPTION_TOPICS),
  templateId: z
    .string()
    .trim()
    .regex(/^[\w-]{10,64}$/),
  keys: z.partialRecord(z.enum(SUBSCRIPTION_FACTS), z.string().regex(/^[a-z_]{4,20}[0-9]{1,3}$/)),
});
export type Subscription = z.infer<typeof subscription>;

/** What is not secret. Which members a kind has, and must have, says `ACCOUNT_PARTS`. */
export const accountValues = z.strictObject({
  corpId: z.string().trim().max(64).optional(),
  agentId: z.string().trim().max(12).optional(),
  appId: z.string().trim().max(64).optional(),
  subscriptions: z.array(subscription).max(SUBSCRIPTION_TOPICS.length).optional(),
  /** Roles that people get who come in through this connection and are not members yet. */
  roles: z.array(code).max(10).optional(),
});
export type AccountValues = z.infer<typeof accountValues>;

const secretText = z.string().trim().min(1).max(128);
export const SECRET_KEYS = [
  'appSecret',
  'callbackToken',
  'callbackKey',
  'contactSecret',
  'webhookKey',
  'pushToken',
  'pushKey',
] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];
export const accountSecrets = z.partialRecord(z.enum(SECRET_KEYS), secretText);
export type AccountSecrets = z.infer<typeof accountSecrets>;

export const accountKind = z.enum(ACCOUNT_KINDS);
const nullableInstant = instant.nullable();

/** How the connection stands, as far as the product has seen. */
export const accountHealth = z.strictObject({
  /** The platform's check of the callback address was answered, or a callback came. */
  callbackAt: nullableInstant,
  tokenAt: nullableInstant,
  sentAt: nullableInstant,
  pressedAt: nullableInstant,
  /** After repeated trouble nothing is sent until then. */
  pausedUntil: nullableInstant,
  error: z.strictObject({ code: z.string(), message: z.string(), at: instant }).nullable(),
});
export type AccountHealth = z.infer<typeof accountHealth>;

export const accountView = z.strictObject({
  id: id<'account'>(),
  kind: accountKind,
  name: z.string().max(LIMITS.name),
  values: accountValues,
  /** Which secrets are there. */
  has: z.array(z.enum(SECRET_KEYS)),
  /** To be pasted in on the platform's side; null where the kind has no callbacks. */
  callbackUrl: z.string().nullable(),
  health: accountHealth,
  state: z.enum(['active', 'retired']),
  version,
});
export type AccountView = z.infer<typeof accountView>;

export const accountName = line(LIMITS.name);
/** The platform's name for a person: a WeCom userid, a WeChat openid. */
export const external = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);
