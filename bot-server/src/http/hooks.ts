// What chat platforms deliver: the raw body goes to whoever can tell whether it is theirs. Nobody is signed in here.
import type { RawReply, RawRequest } from '../core/channels';
import { CallerGone } from '../core/faults';
import type { Ctx } from './context';

export type HooksDeps = {
  readonly receive: (kind: string, accountId: string, request: RawRequest) => Promise<RawReply>;
};

/** Larger than any message of a platform; longer ones are read no further. */
const MOST_BYTES = 256 * 1024;
/** Milliseconds for the whole body. */
const DEADLINE = 10_000;

export async function serveHook(ctx: Ctx, kind: string, accountId: string, { receive }: HooksDeps): Promise<void> {
  const body = ctx.method === 'POST' ? await collect(ctx) : Buffer.alloc(0);
  const reply =
    body === null ? TOO_LARGE : await receive(kind, accountId, { method: ctx.method, query: queryOf(ctx), body });
  ctx.status = reply.status;
  ctx.set('Cache-Control', 'no-store');
  ctx.type = reply.type;
  ctx.body = reply.body;
}

const TOO_LARGE: RawReply = { status: 413, type: 'text/plain; charset=utf-8', body: 'refused' };

/** Of a name that stands twice, neither is believed. */
const queryOf = (ctx: Ctx): Record<string, string> =>
  Object.fromEntries(
    Object.entries(ctx.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

/** Null: too much. */
function collect({ req, request }: Ctx): Promise<Buffer | null> {
  if ((request.length ?? 0) > MOST_BYTES) {
    req.resume();
    return Promise.resolve(null);
  }
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
      if (size <= MOST_BYTES) return;
      end(() => resolve(null));
      req.resume();
    };
    const finish = () => end(() => resolve(Buffer.concat(chunks)));
    const lose = () => end(() => reject(new CallerGone('connection lost')));
    req.on('data', take).on('end', finish).on('close', lose).on('error', lose);
  });
}
