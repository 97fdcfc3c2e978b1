// The page behind a label that leads nowhere: what is wrong with it, and how to report all the same.
import type { Locale } from '@paidan/shared/text/index';
import { frame, html } from './frame';

/** `torn`: the address is not whole. */
export type BadLabel = 'torn' | 'unknown' | 'retired';

export function labelPage(locale: Locale, why: BadLabel): string {
  const say = TEXT[locale];
  const { title, todo } = say[why];
  const main = html`<h1>${title}</h1>
<p>${todo}</p>
<nav><a href="/m/#/pages/report/index">${say.report}</a><a href="/">${say.door}</a></nav>`;
  return frame(locale, title, main);
}

const TEXT = {
  'zh-CN': {
    torn: {
      title: '这个二维码不完整',
      todo: '可能是标签破损了，或链接没有复制全。请再扫一次；还不行就手动选位置报修，并告诉管理员换标签。',
    },
    unknown: {
      title: '没有这个二维码对应的地方',
      todo: '标签可能是旧的。请手动选位置报修，并告诉管理员换标签。',
    },
    retired: {
      title: '这个位置或设备已停用',
      todo: '请手动选现在的位置，照样可以报修。',
    },
    report: '手动选位置报修',
    door: '返回首页',
  },
  en: {
    torn: {
      title: 'This code is not whole',
      todo: 'The label may be torn, or the link was not copied to its end. Scan it once more; if that fails, report by choosing the place by hand, and tell the administrator.',
    },
    unknown: {
      title: 'Nothing belongs to this code',
      todo: 'The label may be an old one. Report by choosing the place by hand, and tell the administrator.',
    },
    retired: {
      title: 'This place or asset is out of use',
      todo: 'Choose the present place by hand; you can report all the same.',
    },
    report: 'Report by choosing the place',
    door: 'Back',
  },
} as const satisfies Record<
  Locale,
  Record<BadLabel, { readonly title: string; readonly todo: string }> & {
    readonly report: string;
    readonly door: string;
  }
>;
