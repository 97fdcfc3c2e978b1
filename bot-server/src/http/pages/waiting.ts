// The page at /m/ while the mini-program for browsers is still being built: how far it is; then it gives way by itself.
import { readFile } from 'node:fs/promises';
import type { Locale } from '@paidan/shared/text/index';
import { frame, html } from './frame';

export type Progress = {
  readonly state: 'building' | 'ready' | 'failed' | 'absent';
  readonly percent: number;
  readonly line: string;
};

/** As the build writes it; `absent`: nobody is building. */
export async function readProgress(file: string): Promise<Progress> {
  try {
    const { state, percent, line } = JSON.parse(await readFile(file, 'utf8')) as Partial<Progress>;
    const known = state === 'building' || state === 'ready' || state === 'failed' ? state : 'absent';
    return { state: known, percent: Number(percent) || 0, line: String(line ?? '').slice(0, 200) };
  } catch {
    return { state: 'absent', percent: 0, line: '' };
  }
}

export function waitingPage(locale: Locale, { state, percent, line }: Progress): string {
  const say = TEXT[locale];
  const title = say[state];
  const bar = html`<progress id="bar" max="100" value="${percent}" aria-label="${say.building}"></progress><div id="line">${line}</div>`;
  const main = html`<h1 id="title">${title}</h1>
<p>${state === 'building' || state === 'ready' ? say.soon : say.how}</p>
${state === 'failed' || state === 'absent' ? html`` : bar}
<nav><a href="/">${say.door}</a></nav>`;
  return frame(locale, title, main, 'waiting');
}

export const WAITING_SCRIPT = `// Asks how far the build is, and loads the page anew once it is there.
const bar = document.getElementById('bar');
const line = document.getElementById('line');
async function look() {
  try {
    const progress = await (await fetch('/own/progress.json', { cache: 'no-store' })).json();
    if (progress.there) return location.reload();
    if (bar) bar.value = progress.percent;
    if (line) line.textContent = progress.line;
    if ((progress.state === 'building' || progress.state === 'ready') !== Boolean(bar)) return location.reload();
  } catch {}
  setTimeout(look, 1000);
}
setTimeout(look, 1000);
`;

const TEXT = {
  'zh-CN': {
    building: '手机端正在构建',
    ready: '马上就好',
    failed: '手机端构建失败',
    absent: '手机端还没有构建',
    soon: '首次启动需要一分钟左右，好了会自动打开。',
    how: '请在项目目录运行 npm start，并查看终端里的说明。',
    door: '返回首页',
  },
  en: {
    building: 'The phone pages are being built',
    ready: 'Nearly there',
    failed: 'The phone pages could not be built',
    absent: 'The phone pages have not been built yet',
    soon: 'The first start takes about a minute; this page then opens by itself.',
    how: 'Run npm start in the project folder and read what the terminal says.',
    door: 'Back',
  },
} as const satisfies Record<Locale, unknown>;
