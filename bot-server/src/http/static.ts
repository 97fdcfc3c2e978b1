// Built pages from disk: safe paths, compressed once, kept for ever where the name says which content it is.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Ctx } from './context';

export type Site = {
  readonly dir: string;
  readonly csp: string;
  /** Addresses inside the page's own router get the page itself. */
  readonly fallback: boolean;
};

/** False: there is no such file. `rest` is the path inside the site, still percent-encoded. */
export async function serveStatic(ctx: Ctx, rest: string, { dir, csp, fallback }: Site): Promise<boolean> {
  const asked = rest === '' ? 'index.html' : inside(rest);
  if (asked === null) return false;
  const found = (await fileAt(dir, asked)) ?? (fallback && isPage(asked) ? await fileAt(dir, 'index.html') : null);
  if (found === null) return false;
  ctx.set('Content-Security-Policy', csp);
  ctx.set('Cache-Control', HASHED.test(found.path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.type = TYPES[path.extname(found.path)] ?? 'application/octet-stream';
  ctx.status = 200;
  await send(ctx, found);
  return true;
}

type Found = { readonly path: string; readonly bytes: number; readonly changed: number };
type Encoding = 'br' | 'gzip' | 'identity';

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
  const encoding: Encoding = packs
    ? ((ctx.acceptsEncodings('br', 'gzip', 'identity') || 'identity') as Encoding)
    : 'identity';
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
  const content = readFile(found.path).then((raw) => pack(raw, encoding));
  kept.set(key, content);
  content.then(
    (bytes) => {
      keptBytes += bytes.length;
    },
    () => kept.delete(key),
  );
  return content;
}

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

function pack(raw: Buffer, encoding: Encoding): Promise<Buffer> | Buffer {
  if (encoding === 'br') return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
  return encoding === 'gzip' ? zip(raw, { level: 6 }) : raw;
}
