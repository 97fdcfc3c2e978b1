// GET /api/files/<id>[?size=thumb]: a picture is shown, a voice note played, a document saved, and none
// of them can run anything.
import { ID_PATTERN, type TenantId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Download, FindDownload, Part } from '../core/files';
import { type Scope, systemScope } from '../core/scope';
import { answerRefusal } from './answer';
import { type AuthDeps, authenticate } from './auth';
import type { Ctx } from './context';
import { sameRights } from './rights';
import { watched } from './watched';

export type FilesDeps = AuthDeps & {
  readonly findDownload: FindDownload;
  /** Whose file may be had with this grant, by a platform that is nobody's member; null: nobody's. */
  readonly fileGrant: (id: string, grant: string) => TenantId | null;
};

export async function serveFile(ctx: Ctx, id: string, deps: FilesDeps): Promise<void> {
  const asker = await askerOf(ctx, id, deps);
  if (!asker.ok) return answerRefusal(ctx, asker.refusal);
  const size = ctx.query.size === 'thumb' ? 'thumb' : 'full';
  const { scope, stillMine } = asker.value;
  const found = ID_PATTERN.test(id) ? await deps.findDownload(scope, id, size) : null;
  if (found === null) return answerRefusal(ctx, refuse('not_found'));
  ctx.set({
    'Cache-Control': 'private, max-age=300',
    // Whoever signs in next in the same browser must ask anew.
    Vary: 'Cookie, Authorization',
    'Content-Disposition': disposition(found.kind === 'document' ? 'attachment' : 'inline', found.name),
    // Players ask for parts, and some play nothing that cannot be had so.
    'Accept-Ranges': found.kind === 'audio' ? 'bytes' : 'none',
  });
  ctx.type = found.mime;
  ctx.etag = found.etag;
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  // Nobody would read the stream, and so nobody would close it.
  if (ctx.method === 'HEAD') return;
  const part = found.kind === 'audio' ? partOf(ctx, found) : null;
  if (part === 'none') {
    ctx.set('Content-Range', `bytes */${found.bytes}`);
    ctx.status = 416;
    return;
  }
  const content = await found.open(part ?? undefined);
  if (content === null) throw new Error(`file ${id} has a row but no content`);
  if (part !== null) {
    ctx.status = 206;
    ctx.set('Content-Range', `bytes ${part.from}-${part.to}/${content.bytes}`);
  }
  ctx.length = part === null ? content.bytes : part.to - part.from + 1;
  // A large one over a slow line takes minutes: by then it may be somebody else's ticket.
  const mayStill = async () => (await stillMine()) && (await deps.findDownload(scope, id, size)) !== null;
  ctx.body = watched(content.stream, mayStill);
}

/** RFC 9110, 14.2: one range in bytes; anything else is answered whole. `none`: it begins behind the end. */
function partOf(ctx: Ctx, { bytes, etag }: Download): Part | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(ctx.get('Range')) ?? [];
  if (first === '' && last === '') return null;
  const held = ctx.get('If-Range');
  if (held !== '' && held !== etag) return null;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (first !== '' && last !== '' && Number(last) < from) return null;
  return from >= bytes || (first === '' && Number(last) === 0) ? 'none' : { from, to };
}

type Asker = {
  readonly scope: Scope;
  /** Does whoever asked still have the rights with which they did? */
  readonly stillMine: () => Promise<boolean>;
};

async function askerOf(ctx: Ctx, id: string, deps: FilesDeps): Promise<Result<Asker, Refusal>> {
  const { grant } = ctx.query;
  if (typeof grant === 'string') {
    const tenantId = deps.fileGrant(id, grant);
    if (tenantId === null) return no(refuse('not_found'));
    return ok({
      scope: { ...systemScope(tenantId, ctx.state.requestId), patience: ctx.state.patience },
      stillMine: async () => true,
    });
  }
  const caller = await authenticate(ctx, deps);
  if (!caller.ok) return caller;
  const { scope, credential } = caller.value;
  return ok({ scope, stillMine: async () => sameRights(await deps.sessions.find(credential), scope) });
}

/** RFC 6266: a plain name for old programs, the real one for the rest. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${real}`;
}
