// GET /api/feed.stream: server-sent events. The event's id is its number in the feed, so that a browser which lost the line goes
// on where it was (Last-Event-ID). `recent`: whoever begins hears first what changed in the last seconds, while they read what they show.
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FeedItem } from '@paidan/shared/contract/feed';
import { refuse } from '@paidan/shared/refusal';
import { isGuest } from '@paidan/shared/rules/ticket/context';
import { isPassing } from '../core/faults';
import type { Feed } from '../core/feed';
import type { Log } from '../core/log';
import { answerRefusal } from './answer';
import { type AuthDeps, authenticate } from './auth';
import type { Ctx } from './context';
import { sameRights } from './rights';

export type LiveDeps = AuthDeps & {
  readonly feed: Feed;
  readonly log: Log;
  /** Bytes that a reader of the stream may be behind. */
  readonly behind?: number | undefined;
};
export type Live = {
  readonly serve: (ctx: Ctx) => Promise<void>;
  /** Ends every stream; browsers come back by themselves, to whichever server is there then. */
  readonly close: () => void;
};

/** Milliseconds between signs of life, below the patience of common proxies. */
const HEARTBEAT = 15_000;
/** Milliseconds between looks at the session of a stream on which nothing is said: with the second for which a found session is
 * believed, what is taken away ends it within the five that are promised. */
const LOOK = 3000;
/** Milliseconds that a browser waits before it comes back. */
const RETRY = 2000;
/** Milliseconds until a database that did not answer is asked again: doubled each time, up to the latest. */
const SOON = 250;
const LATEST = 5000;
const MOST_PER_MEMBER = 12;
const MOST = 5000;
/** Bytes that a reader may be behind, beyond what the network holds; whoever is further behind is cut, and begins where they were. */
const MOST_WAITING = 1024 * 1024;

export function makeLive(deps: LiveDeps, { heartbeat = HEARTBEAT } = {}): Live {
  const { behind = MOST_WAITING } = deps;
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
    const begun = asked === undefined ? await deps.feed.poll(scope, {}) : null;
    const cursor = asked ?? begun?.cursor ?? 0;
    const recent = ctx.query.recent === undefined ? [] : (begun?.items ?? []);
    // Counted and kept in one go: nobody else comes in between.
    const mine = open.get(whose) ?? new Set();
    if (closed || total >= MOST || mine.size >= MOST_PER_MEMBER) return answerRefusal(ctx, refuse('busy'));
    const stream = new PassThrough();
    ctx.set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    ctx.status = 200;
    ctx.body = stream;
    stream.write(`retry: ${RETRY}\n${recent.map(eventOf).join('')}${position(cursor)}`);

    // The subscription goes by the rights it began with: when they change, it begins anew.
    const stillAllowed = async () => sameRights(await deps.sessions.find(credential), scope);
    const gone = new AbortController();
    const isOver = () => gone.signal.aborted || stream.writableEnded || stream.destroyed;
    let stop = () => {};
    const isBehind = () => stream.writableLength + stream.readableLength + ctx.res.writableLength > behind;
    /** That the database does not answer takes nothing away from anybody, and gives nothing, either: what waits goes out when it does. */
    const allowedAtLast = async (): Promise<boolean> => {
      for (let wait = SOON; !isOver(); wait = Math.min(2 * wait, LATEST)) {
        try {
          return await stillAllowed();
        } catch (err) {
          if (!isPassing(err)) throw err;
          deps.log.debug({ err, requestId: ctx.state.requestId }, 'stream waits for the database');
        }
        await pause(wait, undefined, { signal: gone.signal }).catch(() => {});
      }
      return false;
    };
    const write = (text: string) => {
      if (isOver()) return;
      if (!isBehind()) return void stream.write(text);
      end();
      // Who does not read would never hear of the end, either.
      ctx.res.destroy();
    };
    /** Only after another look at the session: what was revoked hears nothing more. The feed brings one at a time. */
    const send = async (text: () => string): Promise<void> => {
      try {
        if (await allowedAtLast()) write(text());
        else end();
      } catch (err) {
        deps.log.warn({ err, requestId: ctx.state.requestId }, 'stream broken off');
        end();
      }
    };
    const look = async () => {
      const isAllowed = await stillAllowed().catch((err: unknown) => deps.log.debug({ err }, 'stream not looked at'));
      if (isAllowed === false) end();
    };
    const end = () => {
      if (!mine.delete(end)) return;
      total -= 1;
      if (mine.size === 0) open.delete(whose);
      clearInterval(beat);
      clearInterval(looking);
      gone.abort();
      stop();
      stream.end();
    };
    // They tell nothing, so they ask nobody: proxies keep the line while the database is away.
    const beat = setInterval(() => write(': \n\n'), heartbeat);
    const looking = setInterval(() => void look(), LOOK);
    mine.add(end);
    open.set(whose, mine);
    total += 1;
    stop = deps.feed.subscribe(scope, cursor, async (items, at) => {
      if (items.length > 0) await send(() => items.map(eventOf).join('') + position(at));
    });
    ctx.req.once('close', end);
    ctx.res.once('close', end);
    // Whoever left while we looked them up does not leave once more.
    if (ctx.req.destroyed || ctx.res.destroyed || ctx.req.socket.destroyed) end();
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
