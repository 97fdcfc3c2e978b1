import { z } from 'zod';
import { GRANTS } from '../kinds';
import { id } from '../model/base';
import { signIn } from '../model/records';
import { endpoint } from './endpoint';

export const identity = z.strictObject({
  member: z.strictObject({
    id: id<'member'>(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    grants: z.array(z.enum(GRANTS)),
  }),
  tenant: z.strictObject({
    id: id<'tenant'>(),
    code: z.string(),
    name: z.string(),
    /** Minutes ahead of UTC. */
    offsetMinutes: z.int(),
  }),
  /** Somebody without an account, by a public code or the link of one report. */
  guest: z.literal(true).optional(),
});
export type Identity = z.infer<typeof identity>;

export const session = {
  'session.create': endpoint({
    input: signIn,
    output: identity.extend({ token: z.string().optional() }),
    kind: 'command',
    auth: 'none',
    summary: { zh: '登录', en: 'Sign in' },
  }),
  'session.get': endpoint({
    input: z.strictObject({}),
    output: identity,
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '当前登录者', en: 'Who is signed in' },
  }),
  'session.end': endpoint({
    input: z.strictObject({}),
    output: z.strictObject({}),
    kind: 'command',
    auth: 'member',
    guest: 'too',
    summary: { zh: '退出登录', en: 'Sign out' },
  }),
} as const;
