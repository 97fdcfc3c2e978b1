// The sign-in pages of the platforms: here one says who one is.
import { escapeHtml, page, type Reply } from './http';

type Who = { readonly userid: string; readonly name: string };

const shell = (title: string, inner: string, status = 200): Reply =>
  page(
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><link rel="stylesheet" href="/sandbox/who.css"></head><body><main>${inner}</main></body></html>`,
    status,
  );

/** Each name is a link to this very page, by whichever address it is reached, with `as` in it. */
export function whoPage(heading: string, where: string, people: readonly Who[], query: URLSearchParams): Reply {
  const links = people.map(({ userid, name }) => {
    const href = `?${new URLSearchParams([...query, ['as', userid]])}`;
    return `<li><a href="${escapeHtml(href)}"><b>${escapeHtml(name)}</b> <span>${escapeHtml(userid)}</span></a></li>`;
  });
  return shell(
    heading,
    `<p class="note">模拟环境 · Stand-in</p><h1>${heading}</h1>` +
      `<p>${escapeHtml(where)}</p><h2>你是谁？ <small>Who are you?</small></h2><ul>${links.join('')}</ul>`,
  );
}

export const wrongPage = (code: number | string, words: string): Reply =>
  shell(
    '出错了',
    `<p class="note">模拟环境 · Stand-in</p><h1>出错了 <small>${escapeHtml(String(code))}</small></h1><p>${escapeHtml(words)}</p>`,
    400,
  );

export const WHO_STYLE = `
:root { color-scheme: light; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 0; background: #ededed; color: #191919; }
main { max-width: 26rem; margin: 8vh auto; padding: 1.5rem; background: #fff; border-radius: 12px; }
h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
small, span, .note { color: #767676; font-weight: 400; }
.note { margin: 0 0 1rem; font-size: .8rem; }
ul { list-style: none; margin: 0; padding: 0; }
a { display: block; padding: .75rem; border-top: 1px solid #e5e5e5; color: inherit; text-decoration: none; }
a:hover, a:focus-visible { background: #f2f7ff; }
`;
