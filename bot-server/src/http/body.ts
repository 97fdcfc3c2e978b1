// Reads a JSON body without trusting it: kind, size, encoding, depth and characters are checked before any schema sees it.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { CallerGone } from '../core/faults';
import type { Ctx } from './context';

/** Milliseconds for the whole body to arrive. */
const DEADLINE = 30_000;

/** An empty body stands for `{}`. */
export async function readJson(ctx: Ctx): Promise<Result<unknown, Refusal>> {
  const refusal = refusedByHead(ctx);
  if (refusal !== null) return no(refusal);
  const bytes = await collect(ctx);
  if (bytes === null) return no(tooLarge());
  if (bytes.length === 0) return ok({});
  if (!isJsonType(ctx)) return no(refuse('unsupported_media', { want: 'application/json' }));
  return parse(bytes);
}

export const tooLarge = (limit: number = LIMITS.bodyBytes): Refusal =>
  refuse('too_large', { limit: `${limit / 1024 / 1024} MiB` });

const isJsonType = (ctx: Ctx): boolean =>
  /^application\/json\s*(;\s*charset=["']?utf-8["']?\s*)?$/i.test(ctx.get('Content-Type'));

function refusedByHead(ctx: Ctx): Refusal | null {
  const encoding = ctx.get('Content-Encoding');
  if (encoding !== '' && encoding.toLowerCase() !== 'identity') {
    return refuse('unsupported_media', { want: 'application/json' });
  }
  if ((ctx.request.length ?? 0) > LIMITS.bodyBytes) return tooLarge();
  const hasBody = (ctx.request.length ?? 0) > 0 || ctx.get('Transfer-Encoding') !== '';
  return hasBody && !isJsonType(ctx) ? refuse('unsupported_media', { want: 'application/json' }) : null;
}

/** Null: more than the limit, whatever the header said. */
function collect({ req }: Ctx): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end(() => reject(new CallerGone('body too slow'))), DEADLINE);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      req.off('data', take).off('end', finish).off('close', lose).off('error', lose);
      settle();
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > LIMITS.bodyBytes) end(() => resolve(null));
    };
    const finish = () => end(() => resolve(Buffer.concat(chunks)));
    const lose = () => end(() => reject(new CallerGone('connection lost')));
    req.on('data', take).on('end', finish).on('close', lose).on('error', lose);
  });
}

function parse(bytes: Buffer): Result<unknown, Refusal> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return no(refuse('bad_json'));
  }
  if (depthOf(text) > LIMITS.bodyDepth) return no(refuse('too_deep'));
  try {
    const value: unknown = JSON.parse(text);
    const bad = badCharacters(value, '');
    return bad === null ? ok(value) : no(invalidCharacters(bad));
  } catch {
    return no(refuse('bad_json'));
  }
}

/** How deep brackets nest, strings aside; counted on the text, so that nothing is built from a hostile one. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) inString = true;
    else if (c === BRACE || c === BRACKET) deepest = Math.max(deepest, ++depth);
    else if (c === BRACE_END || c === BRACKET_END) depth--;
  }
  return deepest;
}
const [BACKSLASH, QUOTE, BRACE, BRACE_END, BRACKET, BRACKET_END] = [92, 34, 123, 125, 91, 93];

// biome-ignore lint/suspicious/noControlCharactersInRegex: a null byte is what is looked for
const UNFIT = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The path of the first string with a null byte or half a character in it: no database keeps those as they are. */
export function badCharacters(value: unknown, path: string): string | null {
  if (typeof value === 'string') return UNFIT.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (UNFIT.test(key) || key === '__proto__') return path;
    const bad = badCharacters(member, here);
    if (bad !== null) return bad;
  }
  return null;
}

export const invalidCharacters = (path: string): Refusal =>
  refuse('invalid', { where: path, issues: [{ path, code: 'characters', message: 'null byte or half a character' }] });
