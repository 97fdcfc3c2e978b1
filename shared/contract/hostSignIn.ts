// Signing in where the app around us knows who holds the phone: inside WeCom and inside DingTalk, without a password.
import { z } from 'zod';
import { HOST_KINDS } from '../kinds';
import { LIMITS } from '../limits';
import { accountKind } from '../model/account';
import { id, line } from '../model/base';
import { endpoint } from './endpoint';

const hostKind = z.enum(HOST_KINDS);

export const hostSignIn = {
  'signin.options': endpoint({
    /**
     * Ways to sign in beside the password. `items`: by a page of our own that leads on to the platform's (`url`). `hosts`: by a
     * call inside the platform's own app, which wants to know for which organization of the platform (`corpId`), and in a page
     * for which of its apps (`clientId`; null where it does not ask).
     */
    input: z.strictObject({ org: line(LIMITS.code) }),
    output: z.strictObject({
      items: z.array(z.strictObject({ kind: accountKind, name: z.string(), url: z.string() })),
      hosts: z.array(z.strictObject({ kind: hostKind, corpId: z.string(), clientId: z.string().nullable() })),
    }),
    kind: 'read',
    auth: 'none',
    summary: { zh: '可用的登录方式', en: 'Ways to sign in' },
  }),
  'signin.host': endpoint({
    /** `code` of wx.qy.login, dd.getAuthCode or dd.requestAuthCode. `ticket`: nobody is bound yet; it goes with `signin.bind`. */
    input: z.strictObject({ org: line(LIMITS.code), kind: hostKind, code: line(512) }),
    output: z.union([
      z.strictObject({ token: z.string(), member: z.strictObject({ id: id<'member'>(), name: z.string() }) }),
      z.strictObject({ ticket: z.string() }),
    ]),
    kind: 'command',
    auth: 'none',
    summary: { zh: '在企业微信或钉钉里免密登录', en: 'Sign in inside WeCom or DingTalk' },
  }),
  'signin.bind': endpoint({
    /** The `ticket` of `signin.host`: from now on that account of the platform signs in as me. */
    input: z.strictObject({ ticket: line(400) }),
    output: z.strictObject({}),
    kind: 'command',
    auth: 'member',
    summary: { zh: '绑定我的平台账号', en: 'Bind my account of the platform' },
  }),
} as const;
