// A connection to the outside: what is pasted in from the platform's own console. Secrets go in and never come out again.
import { z } from 'zod';
import { ACCOUNT_KINDS } from '../kinds';
import { LIMITS } from '../limits';
import { SECRET_KEYS, SUBSCRIPTION_FACTS, SUBSCRIPTION_TOPICS } from './accountParts';
import { code, id, instant, line, version } from './base';

export {
  ACCOUNT_PARTS,
  SECRET_KEYS,
  type SecretKey,
  SUBSCRIPTION_FACTS,
  SUBSCRIPTION_TOPICS,
  type SubscriptionFact,
  type SubscriptionTopic,
} from './accountParts';

/** A template of the WeChat platform: `keys` says which keyword, such as `thing1`, shows which fact. */
export const subscription = z.strictObject({
  topic: z.enum(SUBSCRIPTION_TOPICS),
  templateId: z
    .string()
    .trim()
    .max(64)
    .regex(/^[\w-]{10,64}$/),
  keys: z.partialRecord(
    z.enum(SUBSCRIPTION_FACTS),
    z
      .string()
      .max(23)
      .regex(/^[a-z_]{4,20}[0-9]{1,3}$/),
  ),
});
export type Subscription = z.infer<typeof subscription>;

/** What is not secret. Which members a kind has, and must have, says `ACCOUNT_PARTS`. */
export const accountValues = z.strictObject({
  corpId: z.string().trim().max(64).optional(),
  agentId: z.string().trim().max(12).optional(),
  appId: z.string().trim().max(64).optional(),
  /** What DingTalk called AppKey before. */
  clientId: z.string().trim().max(64).optional(),
  subscriptions: z.array(subscription).max(SUBSCRIPTION_TOPICS.length).optional(),
  /** Roles that people get who come in through this connection and are not members yet. */
  roles: z.array(code).max(10).optional(),
});
export type AccountValues = z.infer<typeof accountValues>;

const secretText = z.string().trim().min(1).max(128);
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
/** The platform's name for a person: a WeCom userid, a WeChat openid, a DingTalk userid. */
export const external = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);
