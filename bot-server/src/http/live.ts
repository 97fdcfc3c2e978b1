// GET /api/feed.stream: server-sent events. The event's id is its number in the feed, so that a browser which lost the line goes
// on where it was (Last-Event-ID).
import { PassThrough } from 'node:stream';
import type { FeedItem } from '@paidan/shared/contract/feed';
import { refuse } from '@paidan/shared/refusal';
import { isGuest } from '@paidan/shared/rules/ticket/context';
import type { Feed } from '../core/feed';
import type { Log } from '../core/log';
import type { Scope } from '../core/scope';
import type { SignedIn } from '../core/sessions';
import { answerRefusal } from './answer';
import { type AuthDeps, authenticate } from './auth';
import type { Ctx } from './context';

export type LiveDeps = AuthDeps & { readonly feed: Feed; readonly log: Log };
export type Live = {
  readonly serve: (ctx: Ctx) => Promise<void>;
  /** Ends every stream; browsers come back by themselves, to whichever server is there then. */
  readonly close: () => void;
};

/** Milliseconds between signs of life, below the patience of common proxies. */
const HEARTBEAT = 15_000;
/** Milliseconds that a browser waits before it comes back. */
const RETRY = 2000;
const MOST_PER_MEMBER = 12;
const MOST = 5000;
/** Bytes that a reader may be behind. */
const MOST_WAITING = 1024 * 1024;

export function makeLive(deps: LiveDeps, { heartbeat = HEARTBEAT } = {}): Live {
  const open = new Map<string, Set<() => void>>();
  let total = 0;
  let closed = false;

  async function serve(ctx: Ctx): Promise<void> {
    const caller = await authenticate(ctx, deps);
    if (!caller.ok) return answerRefusal(ctx, caller.refusal);
    const { scope, credential } = caller.value;
    if (isGuest(scope.actor)) return answerRefusal(ctx, refuse('forbidden'));
    const asked = cursorOf(ctx);
    if (asked === 'bad') return answerRefusal(ctx, refuse('invalid', { where: 'cursor' }));
    const whose = `${scope.tenantId} ${scope.actor.kind === 'member' ? scope.actor.id : ''}`;
    const mine = open.get(whose) ?? new Set();
    if (closed || total >= MOST || mine.size >= MOST_PER_MEMBER) return answerRefusal(ctx, refuse('busy'));
    const cursor = asked ?? (await deps.feed.poll(scope, {})).cursor;
    const stream = new PassThrough({ highWaterMark: MOST_WAITING });
    ctx.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    ctx.status = 200;
    ctx.body = stream;
    stream.write(`retry: ${RETRY}\n${position(cursor)}`);

    const stillAllowed = async () => {
      const now = await deps.sessions.find(credential);
      return now !== null && sameRights(now, scope);
    };
    let last = Promise.resolve();
    let stop = () => {};
    /** In turn, and each only after another look at the session: what was revoked hears nothing more. */
    const send = (text: () => string) => {
      last = last.then(async () => {
        if (stream.writableEnded || stream.destroyed) return;
        if (!(await stillAllowed())) return end();
        if (stream.writableLength > MOST_WAITING || ctx.res.writableLength > MOST_WAITING) return end();
        stream.write(text());
      });
      last.catch((err: unknown) => {
        deps.log.warn({ err, requestId: ctx.state.requestId }, 'stream broken off');
        end();
      });
    };
    const end = () => {
      if (!mine.delete(end)) return;
      total -= 1;
      if (mine.size === 0) open.delete(whose);
      clearInterval(beat);
      stop();
      stream.end();
    };
    const beat = setInterval(() => send(() => ': \n\n'), heartbeat);
    mine.add(end);
    open.set(whose, mine);
    total += 1;
    stop = deps.feed.subscribe(scope, cursor, (items, at) => {
      if (items.length > 0) send(() => items.map(eventOf).join('') + position(at));
    });
    ctx.req.socket.setTimeout(0);
    ctx.req.once('close', end);
    ctx.res.once('close', end);
  }

  return {
    serve,
    close: () => {
      closed = true;
      for (const streams of [...open.values()]) for (const end of [...streams]) end();
    },
  };
}

/** An id without data is remembered by the browser and shown to nobody. */
const position = (cursor: number): string => `id: ${cursor}\n\n`;
const eventOf = (item: FeedItem): string => `id: ${item.no}\ndata: ${JSON.stringify(item)}\n\n`;

/** Undefined: from the present end on. The header wins: a browser that comes back still carries the old address. */
function cursorOf(ctx: Ctx): number | undefined | 'bad' {
  const said = ctx.get('Last-Event-ID') || ctx.query.cursor;
  if (said === undefined || said === '') return undefined;
  return typeof said === 'string' && /^\d{1,15}$/.test(said) ? Number(said) : 'bad';
}

/** The subscription goes by the rights it began with: when they change, it begins anew. */
function sameRights({ tenantId, actor }: SignedIn, scope: Scope): boolean {
  const all = (list: readonly string[]) => [...list].sort().join(' ');
  return (
    scope.actor.kind === 'member' &&
    tenantId === scope.tenantId &&
    all(actor.roles) === all(scope.actor.roles) &&
    all(actor.grants) === all(scope.actor.grants)
  );
}
