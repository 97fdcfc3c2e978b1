// What the stand-in's own API takes. Loose where the real consoles are loose, strict where they are strict.
import { z } from 'zod';
import { FAULT_PATTERN } from '../faults';
import { KEYWORD } from '../wechat/keyword';

const name = z.string().min(1).max(128);
const key = z.string().min(1).max(128);
const userid = z.string().min(1).max(64);
/** Source: WeCom 90930, WeChat "message push". */
const address = z.object({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().regex(/^[0-9A-Za-z]{3,32}$/),
  aesKey: z.string().regex(/^[0-9A-Za-z]{43}$/),
});

const department = z.object({ id: z.int().positive(), name, parentid: z.int().nonnegative() });
const person = z.object({
  userid,
  name,
  department: z.array(z.int().positive()).min(1).max(100),
  mobile: z.string().max(32).optional(),
});
const app = z.object({
  agentId: z.int().positive(),
  name,
  secret: key,
  callback: address.nullable().optional(),
  trustedDomains: z.array(z.string().max(255)).optional(),
});
const group = z.object({ key, name, members: z.array(userid).max(2000) });
const limit = z.int().nonnegative().optional();
const limits = z.object({
  callsPerMinute: limit,
  callsPerHour: limit,
  memberPerMinute: limit,
  memberPerHour: limit,
  accounts: limit,
});
const corp = z.object({
  corpId: key,
  name,
  contactSecret: key.optional(),
  departments: z.array(department).default([]),
  people: z.array(person).default([]),
  apps: z.array(app).default([]),
  groups: z.array(group).default([]),
  limits: limits.optional(),
});

const templateKey = z.object({
  key: z.string().regex(KEYWORD),
  label: z.string().min(1).max(20),
  values: z.array(z.string()).optional(),
});
const mini = z.object({
  appid: key,
  name,
  secret: key,
  push: address.nullable().optional(),
  pages: z.array(z.string()).optional(),
  /** The organization whose people use it, as a scanned code would say. */
  org: z.string().max(64).nullable().default(null),
  people: z
    .array(
      z.object({
        openid: userid,
        name,
        phone: z.string().max(32).optional(),
        /** By template; for whom the stand-in meets for the first time. */
        consents: z.record(z.string(), z.int().nonnegative()).default({}),
      }),
    )
    .default([]),
  templates: z.array(z.object({ id: key, title: name, keys: z.array(templateKey).min(1).max(5) })).default([]),
});
const ding = z.object({
  corpId: key,
  name,
  /** The organization whose people use it, as a scanned code would say. */
  org: z.string().max(64).nullable().default(null),
  people: z
    .array(z.object({ userid, name, mobile: z.string().max(32).optional(), outside: z.boolean().optional() }))
    .default([]),
  apps: z
    .array(
      z.object({
        clientId: key,
        name,
        secret: key,
        redirects: z.array(z.url()).optional(),
        ips: z.array(z.string().max(64)).nullable().optional(),
        scope: z.array(userid).nullable().optional(),
        mayRead: z.boolean().optional(),
      }),
    )
    .default([]),
});
export const worldInput = z.object({
  corps: z.array(corp).default([]),
  minis: z.array(mini).default([]),
  dings: z.array(ding).default([]),
});
export type WorldInput = z.infer<typeof worldInput>;
export type CorpInput = WorldInput['corps'][number];
export type MiniInput = WorldInput['minis'][number];
export type DingInput = WorldInput['dings'][number];

export const clockInput = z.union([
  z.strictObject({ forward: z.number().nonnegative() }),
  z.strictObject({ offset: z.number() }),
]);

const where = { corpId: key, agentId: z.int() };
const selected = z.array(z.object({ question_key: z.string(), option_ids: z.array(z.string()) }));
export const pressInput = z.object({
  ...where,
  userid,
  msgid: z.string(),
  key: z.string().min(1),
  selected: selected.optional(),
  repeat: z.int().min(1).max(1000).default(1),
  concurrency: z.int().min(1).max(100).default(1),
  /** Another address than the application's own: the other process. */
  url: z.url().optional(),
  /** Makes the event and hands it back without delivering it. */
  dry: z.boolean().default(false),
  /** A press that no phone would allow: a recalled card, a button that is gone. */
  force: z.boolean().default(false),
});
export type PressInput = z.infer<typeof pressInput>;

export const sayInput = z.object({ ...where, userid, text: z.string().min(1).max(4000), url: z.url().optional() });
export type SayInput = z.infer<typeof sayInput>;

export const peopleInput = z.object({
  corpId: key,
  userid,
  change: z.enum(['join', 'leave', 'update']),
  name: name.optional(),
  department: z.array(z.int().positive()).min(1).optional(),
});
export type PeopleInput = z.infer<typeof peopleInput>;

const tamper = z
  .object({
    receiveId: z.string(),
    aesKey: z.string().regex(/^[0-9A-Za-z]{43}$/),
    token: z.string(),
    timestamp: z.string(),
    nonce: z.string(),
    /** Stands in place of the right one; null leaves it out. */
    signature: z.string().nullable(),
    /** One bit of the encrypted bytes is turned round, after signing unless `resign`. */
    flipBit: z.int().nonnegative(),
    /** So many of the encrypted bytes are left, after signing unless `resign`. */
    truncate: z.int().nonnegative(),
    resign: z.boolean(),
    /** The whole body, in place of the envelope. */
    body: z.string().max(8 * 1024 * 1024),
    /** The body is repeated or filled up to so many bytes. */
    bytes: z.int().max(64 * 1024 * 1024),
  })
  .partial();
export type Tamper = z.infer<typeof tamper>;
export const rawInput = z.object({
  corpId: key.optional(),
  agentId: z.int().optional(),
  appid: key.optional(),
  plain: z.string(),
  tamper: tamper.default({}),
  url: z.url().optional(),
  dry: z.boolean().default(false),
});
export type RawInput = z.infer<typeof rawInput>;

const whoseMini = { appid: key, openid: userid };
export const miniPersonInput = z.object(whoseMini);
export const consentInput = z.object({
  ...whoseMini,
  templateIds: z.array(z.string()).min(1).max(5),
  times: z.int().min(1).max(100).default(1),
  /** No event about it is pushed. */
  quiet: z.boolean().default(false),
});
export const pushInput = z.object({ appid: key, event: z.record(z.string(), z.unknown()) });
export const verdictInput = z.object({
  appid: key,
  suggest: z.enum(['pass', 'review', 'risky']),
  label: z.int().default(21000),
  times: z.int().min(1).max(100).default(1),
});
export const qyCodeInput = z.object({ ...where, userid });
export const dingCodeInput = z.object({ corpId: key, clientId: key, userid });
export const dingLeavesInput = z.object({ corpId: key, userid });

export const faultInput = z.object({
  on: z.enum(['wecom', 'wechat', 'dingtalk']),
  api: z.string().min(1),
  kind: z.string().regex(FAULT_PATTERN),
  times: z.int().min(0).max(1_000_000).default(1),
  ms: z.int().min(0).max(600_000).optional(),
});

/** How many calls are kept to be looked at. */
export const logInput = z.object({ keep: z.int().min(1).max(20_000) });
