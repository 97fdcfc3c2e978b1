// The page for somebody who came from a chat platform and could not be let in: why, and what to do.
import type { HostAccountKind } from '@paidan/shared/kinds';
import type { Locale } from '@paidan/shared/text/index';
import type { Sorry } from '../../core/signin';
import { frame, html } from './frame';

/** `at`: whose people they are. `password`: a path of our own, where a password is asked for. */
export function sorryPage(locale: Locale, why: Sorry, at: HostAccountKind, password: string): string {
  const say = TEXT[locale];
  const named = (text: string) => text.replaceAll('{platform}', say.platforms[at]);
  const [title, todo] = [named(say[why].title), named(say[why].todo)];
  const main = html`<h1>${title}</h1>
<p>${todo}</p>
<nav><a href="${password}">${say.password}</a><a href="/">${say.door}</a></nav>`;
  return frame(locale, title, main);
}

const TEXT = {
  'zh-CN': {
    expired: {
      title: '这次登录没有完成',
      todo: '登录链接已过期，或不是在这个浏览器里打开的。请回到{platform}，重新点开消息或应用。',
    },
    unbound: {
      title: '您的{platform}账号还没有绑定成员',
      todo: '请联系管理员：在管理后台「平台连接」里绑定您的账号，或同步一次通讯录，然后重新打开。现在也可以用账号和密码登录。',
    },
    left: {
      title: '您的账号已停用',
      todo: '如果您仍在这个组织工作，请联系管理员恢复您的账号。',
    },
    trouble: {
      title: '{platform}暂时没有应答',
      todo: '没能确认您的身份。请过一会儿回到{platform}，重新点开消息或应用；如果一直这样，请告诉管理员检查「平台连接」。',
    },
    password: '用账号和密码登录',
    platforms: { wecom: '企业微信', dingtalk: '钉钉' },
    door: '返回首页',
  },
  en: {
    expired: {
      title: 'This sign-in was not completed',
      todo: 'Its link is too old, or was begun in another browser. Go back to {platform} and open the message or the app once more.',
    },
    unbound: {
      title: 'Nobody is bound to your {platform} account yet',
      todo: 'Ask an administrator to bind it on the Connections page of the console, or to read the contacts anew; then open this again. Meanwhile account and password do.',
    },
    left: {
      title: 'Your account is no longer active',
      todo: 'If you still work for this organization, ask an administrator to bring your account back.',
    },
    trouble: {
      title: '{platform} does not answer just now',
      todo: 'So we could not tell who you are. Go back to {platform} in a moment and open the message or the app once more; if it stays like this, tell an administrator to check the connection.',
    },
    password: 'Sign in with a password',
    platforms: { wecom: 'WeCom', dingtalk: 'DingTalk' },
    door: 'Back',
  },
} as const satisfies Record<
  Locale,
  Record<Sorry, { readonly title: string; readonly todo: string }> & {
    readonly password: string;
    readonly door: string;
    readonly platforms: Record<HostAccountKind, string>;
  }
>;
