// The page behind a label that leads nowhere: what is wrong with it, and how to report all the same.
import type { Locale } from '@paidan/shared/text/index';
import { frame, html } from './frame';

/** `torn`: the address is not whole. */
export type BadLabel = 'torn' | 'unknown' | 'retired';

/** `contact`: the number that the organization publishes, for whoever has no account to choose a place with. */
export function labelPage(locale: Locale, why: BadLabel, contact: string | null): string {
  const say = TEXT[locale];
  const { title, todo } = say[why];
  const call = contact === null ? '' : html`<a href="tel:${contact.replace(/[^+\d]/g, '')}">${say.call} ${contact}</a>`;
  const main = html`<h1>${title}</h1>
<p>${todo}</p>
<nav>${call}<a href="/m/#/pages/report/index">${say.report}</a><a href="/">${say.door}</a></nav>`;
  return frame(locale, title, main);
}

const TEXT = {
  'zh-CN': {
    torn: {
      title: '这个二维码不完整',
      todo: '可能是标签破损了，或链接没有复制全。请再扫一次；还不行就打电话报修，或登录后自己选位置，并请告诉管理员换标签。',
    },
    unknown: {
      title: '没有这个二维码对应的地方',
      todo: '标签可能是旧的。请打电话报修，或登录后自己选位置，并请告诉管理员换标签。',
    },
    retired: {
      title: '这个位置或设备已停用',
      todo: '照样可以报修：打电话，或登录后自己选现在的位置。',
    },
    call: '打电话报修',
    report: '登录后选位置报修',
    door: '返回首页',
  },
  en: {
    torn: {
      title: 'This code is not whole',
      todo: 'The label may be torn, or the link was not copied to its end. Scan it once more; if that fails, call, or sign in and choose the place by hand, and tell the administrator.',
    },
    unknown: {
      title: 'Nothing belongs to this code',
      todo: 'The label may be an old one. Call, or sign in and choose the place by hand, and tell the administrator.',
    },
    retired: {
      title: 'This place or asset is out of use',
      todo: 'You can report all the same: call, or sign in and choose the present place by hand.',
    },
    call: 'Call',
    report: 'Sign in and choose the place',
    door: 'Back',
  },
} as const satisfies Record<
  Locale,
  Record<BadLabel, { readonly title: string; readonly todo: string }> & {
    readonly call: string;
    readonly report: string;
    readonly door: string;
  }
>;
