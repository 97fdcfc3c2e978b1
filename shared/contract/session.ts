import { z } from 'zod';
import { GRANTS } from '../kinds';
import { LIMITS } from '../limits';
import { id } from '../model/base';
import { password, signIn } from '../model/records';
import { endpoint } from './endpoint';

export const identity = z.strictObject({
  member: z.strictObject({
    id: id<'member'>(),
    login: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    grants: z.array(z.enum(GRANTS)),
    pictureId: id<'file'>().nullable(),
    /** Without one they come in through their chat app; an administrator may set one. */
    hasPassword: z.boolean(),
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
  'session.setPicture': endpoint({
    /** A picture that was uploaded for this; null takes it away. */
    input: z.strictObject({ pictureId: id<'file'>().nullable() }),
    output: z.strictObject({ pictureId: id<'file'>().nullable() }),
    kind: 'command',
    auth: 'member',
    summary: { zh: '设置自己的头像', en: 'My own picture' },
  }),
  'session.setPassword': endpoint({
    /** Ends all of one's sessions, this one too: sign in again with the new one. */
    input: z.strictObject({ current: z.string().min(1).max(LIMITS.password), password }),
    output: z.strictObject({}),
    kind: 'command',
    auth: 'member',
    also: ['locked_out'],
    summary: { zh: '修改自己的密码', en: 'My own password' },
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
