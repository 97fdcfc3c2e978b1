// The page for somebody who came from a chat platform and could not be let in: why, and what to do.
import type { Locale } from '@paidan/shared/text/index';
import type { Sorry } from '../../core/signin';
import { frame, html } from './frame';

export function sorryPage(locale: Locale, why: Sorry): string {
  const say = TEXT[locale];
  const { title, todo } = say[why];
  const main = html`<h1>${title}</h1>
<p>${todo}</p>
<nav><a href="/admin/">${say.console}</a><a href="/">${say.door}</a></nav>`;
  return frame(locale, title, main);
}

const TEXT = {
  'zh-CN': {
    expired: {
      title: '这次登录没有完成',
      todo: '登录链接已过期，或不是在这个浏览器里打开的。请回到企业微信，重新点开消息或应用。',
    },
    unbound: {
      title: '您的企业微信账号还没有绑定成员',
      todo: '请联系管理员：在管理后台「平台连接」里绑定您的账号，或同步一次通讯录，然后重新打开。',
    },
    left: {
      title: '您的账号已停用',
      todo: '如果您仍在这个组织工作，请联系管理员恢复您的账号。',
    },
    trouble: {
      title: '企业微信暂时没有应答',
      todo: '没能确认您的身份。请过一会儿回到企业微信，重新点开消息或应用；如果一直这样，请告诉管理员检查「平台连接」。',
    },
    console: '用账号和密码登录',
    door: '返回首页',
  },
  en: {
    expired: {
      title: 'This sign-in was not completed',
      todo: 'Its link is too old, or was begun in another browser. Go back to WeCom and open the message or the app once more.',
    },
    unbound: {
      title: 'Nobody is bound to your WeCom account yet',
      todo: 'Ask an administrator to bind it on the Connections page of the console, or to read the contacts anew; then open this again.',
    },
    left: {
      title: 'Your account is no longer active',
      todo: 'If you still work for this organization, ask an administrator to bring your account back.',
    },
    trouble: {
      title: 'WeCom does not answer just now',
      todo: 'So we could not tell who you are. Go back to WeCom in a moment and open the message or the app once more; if it stays like this, tell an administrator to check the connection.',
    },
    console: 'Sign in with a password',
    door: 'Back',
  },
} as const satisfies Record<
  Locale,
  Record<Sorry, { readonly title: string; readonly todo: string }> & { readonly console: string; readonly door: string }
>;
