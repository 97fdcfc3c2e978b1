// The frame around the server's own pages, and the only place where text becomes HTML.
import type { Locale } from '@paidan/shared/text/index';

/** HTML that is already safe. */
export type Html = { readonly html: string };

/** Everything that is put in is escaped, unless it is HTML made by this function. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const shown = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'html' in value ? value.html : value.map((each) => each.html).join('');
  });
  return { html: parts.reduce((text, part, index) => text + (shown[index - 1] ?? '') + part) };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const MARK = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path fill="#0b6b66" d="M6 3h20a4 4 0 0 1 4 4v5.2a3.8 3.8 0 0 0 0 7.6V25a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4v-5.2a3.8 3.8 0 0 0 0-7.6V7a4 4 0 0 1 4-4Z"/><path fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" d="M9 16h13m-5-5.5 5.5 5.5-5.5 5.5"/></svg>`;

/** `script`: the name of one of the server's own scripts, without `.js`. */
export function frame(locale: Locale, title: string, main: Html, script?: string): string {
  const other =
    locale === 'en' ? html`<a href="?lang=zh" lang="zh-CN">中文</a>` : html`<a href="?lang=en" lang="en">English</a>`;
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/own/style.css">
<title>${title}</title>
</head>
<body>
<header>${MARK}${locale === 'en' ? 'Paidan' : '派单'}${other}</header>
<main>${main}</main>
${script === undefined ? html`` : html`<script src="/own/${script}.js" defer></script>`}
</body>
</html>
`;
  return page.html;
}
