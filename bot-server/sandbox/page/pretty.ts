// A call's text as it is easiest to read: JSON and XML indented, what is a failure told from what is not.
import type { Call } from './model';

export function pretty(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  const text = value.trim();
  if (/^[[{]/.test(text)) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }
  return text.startsWith('<') ? indented(text) : text;
}

/** A tag that opens goes deeper, one that closes comes back; text stays with its tag. */
function indented(xml: string): string {
  const pieces = xml.match(/<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>|[^<]+/g) ?? [xml];
  const lines: string[] = [];
  let depth = 0;
  let open = '';
  for (const piece of pieces) {
    if (piece.trim() === '') continue;
    const isText = !piece.startsWith('<') || piece.startsWith('<![CDATA[');
    if (isText) {
      open += piece.trim();
    } else if (piece.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      lines.push(open === '' ? pad(depth, piece) : `${open}${piece}`);
      open = '';
    } else {
      if (open !== '') lines.push(open);
      open = pad(depth, piece);
      if (/\/>$|^<[?!]/.test(piece)) {
        lines.push(open);
        open = '';
      } else depth++;
    }
  }
  if (open !== '') lines.push(open);
  return lines.join('\n');
}
const pad = (depth: number, text: string): string => '  '.repeat(depth) + text;

/** The platforms answer 200 with a code inside. */
export function errcodeOf({ plain }: Call): number {
  const found = /"errcode"\s*:\s*(-?\d+)/.exec(plain.response);
  return found === null ? 0 : Number(found[1]);
}

export const isBad = (call: Call): boolean => call.status === 0 || call.status >= 400 || errcodeOf(call) !== 0;

export type Filter = { readonly text: string; readonly way: 'all' | 'in' | 'out'; readonly bad: boolean };
export function passes(call: Call, { text, way, bad }: Filter): boolean {
  if (way !== 'all' && call.way !== way) return false;
  if (bad && !isBad(call)) return false;
  const wanted = text.trim().toLowerCase();
  return (
    wanted === '' ||
    [call.api, call.who, call.plain.request, call.plain.response].some((part) => part.toLowerCase().includes(wanted))
  );
}

/** In a few words, whom and what a call is about. */
export function gistOf({ plain: { request } }: Call): string {
  const all = (pattern: RegExp) => [...request.slice(0, GIST_FROM).matchAll(pattern)].map((found) => found[1] ?? '');
  const xml = request.startsWith('<');
  const [who = ''] = xml ? all(/<FromUserName>(?:<!\[CDATA\[)?([^\]<]+)/g) : all(/"(?:touser|userids)":\[?"([^"]+)"/g);
  const whats = xml
    ? all(/<(?:EventKey|Content|ChangeType|UserID)>(?:<!\[CDATA\[)?([^\]<]+)/g)
    : all(/"main_title":\{"title":"((?:[^"\\]|\\.)+)"/g).concat(all(/"(?:content|replace_name)":"((?:[^"\\]|\\.)+)"/g));
  return [who, ...whats]
    .filter((part) => part !== '')
    .slice(0, 3)
    .join(' · ');
}
const GIST_FROM = 4000;
