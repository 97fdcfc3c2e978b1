// The page at /: where to go from here.
import type { Locale } from '@paidan/shared/text/index';
import { frame, type Html, html } from './frame';

/** Who can sign in with the sample password; shown only where there is sample data. */
export type SampleSignIns = {
  readonly org: string;
  readonly password: string;
  readonly people: readonly { readonly login: string; readonly zh: string; readonly en: string }[];
};

/** `standIn`: the page of the stand-in for the chat platforms is there, too. */
export function doorPage(locale: Locale, samples: SampleSignIns | null, standIn: boolean): string {
  const say = TEXT[locale];
  const main = html`<h1>${say.title}</h1>
<p>${say.claim}</p>
<ul class="slips">
<li><a class="slip" href="/admin/">${DESK}<strong>${say.console}</strong><span>${say.consoleFor}</span></a></li>
<li><a class="slip" href="/m/">${PHONE}<strong>${say.phone}</strong><span>${say.phoneFor}</span></a></li>
${standIn ? html`<li><a class="slip" href="/sandbox/">${CHAT}<strong>${say.standIn}</strong><span>${say.standInFor}</span></a></li>` : html``}
</ul>
${samples === null ? html`` : people(locale, samples)}
<nav><a href="/api/openapi.json">${say.api}</a><a href="/readyz">${say.health}</a></nav>`;
  return frame(locale, say.name, main);
}

function people(locale: Locale, { org, password, people: list }: SampleSignIns): Html {
  const say = TEXT[locale];
  return html`<section class="people"><h2>${say.samples}</h2>
<p>${say.org} <code>${org}</code> · ${say.password} <code>${password}</code></p>
<dl>${list.map(({ login, zh, en }) => html`<div><dt>${login}</dt><dd>${locale === 'en' ? en : zh}</dd></div>`)}</dl></section>`;
}

const icon = (d: string): Html =>
  html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${d}"/></svg>`;
const DESK = icon('M3 5h18v11H3zM9 20h6M12 16v4M7 9h6M7 12h4');
const PHONE = icon(
  'M8 2.500h8a1.500 1.500 0 0 1 1.500 1.500v16a1.500 1.500 0 0 1-1.500 1.500H8A1.500 1.500 0 0 1 6.500 20V4A1.500 1.500 0 0 1 8 2.500zM11 18.500h2M9.500 10l2 2 3.500-4',
);
const CHAT = icon('M4 5h16v11h-8l-4 4v-4H4zM8 9h8M8 12h5');

const TEXT = {
  'zh-CN': {
    name: '派单',
    title: '报修、派单、上门、验收，一张单走到底',
    claim: '工单从提交到评价，每一步都有人接、有时限、有记录。',
    console: '管理后台',
    consoleFor: '报修、派单、接单、签到、验收、评价，电脑和手机都能用',
    phone: '小程序',
    phoneFor: '小程序的网页版：登录后看自己的待办',
    standIn: '企业微信与微信模拟器',
    standInFor: '每个人的手机和群聊并排摆开：收卡片、按按钮、回消息',
    samples: '示例账号',
    org: '机构',
    password: '密码都是',
    api: '接口文档（OpenAPI）',
    health: '运行状态',
  },
  en: {
    name: 'Paidan',
    title: 'One slip from the report to the rating',
    claim: 'Report, dispatch, work on site, acceptance: every step has somebody on it, a time and a record.',
    console: 'Console',
    consoleFor: 'Report, dispatch, work, confirm and rate, on a desk or a phone',
    phone: 'Mini-program',
    phoneFor: 'As a web page: sign in and see what waits for you',
    standIn: 'WeCom and WeChat stand-in',
    standInFor: 'Everybody’s phone and the group side by side: get cards, press, reply',
    samples: 'Sample sign-ins',
    org: 'Organization',
    password: 'password for all',
    api: 'API (OpenAPI)',
    health: 'Status',
  },
} as const satisfies Record<Locale, unknown>;
