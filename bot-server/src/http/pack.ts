// Fewer bytes on the way, for whoever can unpack them.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Ctx } from './context';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Browsers name gzip first and mean no preference by it. */
export const smallest = (ctx: Ctx): Encoding =>
  (['br', 'gzip'] as const).find((one) => ctx.acceptsEncodings(one, 'identity') === one) ?? 'identity';

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** `quality`: of both, from 1 (quick) to 9 (small). */
export function pack(raw: Buffer, encoding: Encoding, quality = 6): Promise<Buffer> | Buffer {
  if (encoding === 'br') return brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  return encoding === 'gzip' ? zip(raw, { level: quality }) : raw;
}

/** Bytes that fit into one packet with the head: packing them brings nothing. */
const ONE_PACKET = 1200;
const WHILE_SOMEBODY_WAITS = 4;

/**
 * What a read tells, as JSON, packed where that is worth it. Not for answers with a secret in them: from the length of a packed answer
 * somebody who can have words put beside a secret may guess it (BREACH).
 */
export async function tellPacked(ctx: Ctx, answer: unknown): Promise<void> {
  const raw = Buffer.from(JSON.stringify(answer));
  ctx.vary('Accept-Encoding');
  ctx.type = 'application/json; charset=utf-8';
  const encoding = raw.length > ONE_PACKET ? smallest(ctx) : 'identity';
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.body = await pack(raw, encoding, WHILE_SOMEBODY_WAITS);
}
