// Built pages from disk: safe paths, compressed once, kept for ever where the name says which content it is.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Ctx } from './context';
import { type Encoding, pack, smallest } from './pack';

export type Site = {
  readonly dir: string;
  readonly csp: string;
  /** Addresses inside the page's own router get the page itself. */
  readonly fallback: boolean;
  /** What the page names first is said in its head, so that a browser asks for it before it has read the page; what runs within it may. */
  readonly ahead?: boolean;
};

/** False: there is no such file. `rest` is the path inside the site, still percent-encoded. */
export async function serveStatic(
  ctx: Ctx,
  rest: string,
  { dir, csp, fallback, ahead = false }: Site,
): Promise<boolean> {
  const asked = rest === '' ? 'index.html' : inside(rest);
  if (asked === null) return false;
  const found = (await fileAt(dir, asked)) ?? (fallback && isPage(asked) ? await fileAt(dir, 'index.html') : null);
  if (found === null) return false;
  ctx.set('Cache-Control', HASHED.test(found.path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.type = TYPES[path.extname(found.path)] ?? 'application/octet-stream';
  ctx.status = 200;
  const html = ahead && found.path.endsWith('.html') ? String(await contentOf(found, 'identity')) : '';
  ctx.set('Content-Security-Policy', [csp, ...scriptsWithin(html)].join('; '));
  if (html !== '') ctx.set('Link', namedIn(html));
  await send(ctx, found);
  return true;
}

/** RFC 8288: scripts and style sheets of a page, in its order. */
function namedIn(html: string): string {
  const named = html.matchAll(/<script[^>]* src="([^"]+)"|<link[^>]*href="([^"]+)"[^>]*rel="?stylesheet/g);
  return [...named]
    .map(([, script, style]) =>
      script !== undefined ? `<${script}>; rel=preload; as=script` : `<${style}>; rel=preload; as=style`,
    )
    .join(', ');
}

/** CSP 3: a script that stands within the page runs only because its very text is named here. */
function scriptsWithin(html: string): readonly string[] {
  const hashes = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return hashes.length === 0 ? [] : [`script-src 'self' ${hashes.join(' ')}`];
}

type Found = { readonly path: string; readonly bytes: number; readonly changed: number };

/** Names such as index-B7x2kQ9a.js (Vite) or app.12ab34cd.js (Taro). */
const HASHED = /[.-][A-Za-z0-9_-]{8}\.(js|css|woff2?|png|jpe?g|svg|webp|ico)$/;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
const COMPRESSED = /\.(html|js|mjs|css|json|svg|txt|map|webmanifest)$/;
const SMALL = 1024;
/** Bytes of a file that is held in memory, and of all of them. */
const LARGE = 4 * 1024 * 1024;
const MOST_KEPT = 64 * 1024 * 1024;

const isPage = (asked: string): boolean => path.extname(asked) === '';

/** Null: a path that leaves the site, hides a file, or is no path at all. */
function inside(rest: string): string | null {
  let asked: string;
  try {
    asked = decodeURIComponent(rest);
  } catch {
    return null;
  }
  if (asked.includes('\0') || asked.includes('\\')) return null;
  const parts = asked.split('/').filter((part) => part !== '');
  return parts.some((part) => part.startsWith('.')) ? null : parts.join('/');
}

async function fileAt(dir: string, asked: string): Promise<Found | null> {
  const target = path.join(dir, asked);
  if (target !== dir && !target.startsWith(dir + path.sep)) return null;
  const found = await stat(target).catch(() => null);
  return found?.isFile() ? { path: target, bytes: found.size, changed: found.mtimeMs } : null;
}

async function send(ctx: Ctx, found: Found): Promise<void> {
  const packs = COMPRESSED.test(found.path) && found.bytes > SMALL && found.bytes <= LARGE;
  const encoding: Encoding = packs ? smallest(ctx) : 'identity';
  if (packs) ctx.vary('Accept-Encoding');
  ctx.etag = `W/"${found.bytes.toString(36)}-${Math.trunc(found.changed).toString(36)}-${encoding}"`;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  if (ctx.method === 'HEAD') return;
  if (found.bytes > LARGE) {
    ctx.length = found.bytes;
    ctx.body = createReadStream(found.path);
    return;
  }
  ctx.body = await contentOf(found, encoding);
}

const kept = new Map<string, Promise<Buffer>>();
let keptBytes = 0;

function contentOf(found: Found, encoding: Encoding): Promise<Buffer> {
  const key = `${encoding} ${found.bytes} ${found.changed} ${found.path}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (keptBytes > MOST_KEPT) {
    kept.clear();
    keptBytes = 0;
  }
  const content = encoding === 'br' ? packedBefore(found) : readFile(found.path).then((raw) => pack(raw, encoding));
  kept.set(key, content);
  content.then(
    (bytes) => {
      keptBytes += bytes.length;
    },
    () => kept.delete(key),
  );
  return content;
}

/** Packed as well as can be when it was built, if it was. */
const packedBefore = ({ path: file }: Found): Promise<Buffer> =>
  readFile(`${file}.br`).catch(async () => pack(await readFile(file), 'br'));
