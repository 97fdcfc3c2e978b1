// What a server holds in memory with a million tickets: at rest, and after a hundred thousand requests of several kinds; and how soon it
// is ready when it is started again.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Figure, spreadOf } from '../figure';
import { startServer } from '../server';
import { askOf, isOnMysql, placeWith } from './stage';

const REQUESTS = 100_000;
const SHORT = 10_000;
const LINES = 8;
/** Milliseconds until a server that has been left alone is at rest. */
const REST = 15_000;
const GOAL_MB = 150;
const GOAL_GROWTH = 1.1;
const STARTS = 5;
const GOAL_READY_MS = 3000;

export const memory: Figure = async (ground) => {
  const place = await placeWith(ground, true);
  const server = await startServer(place.dir, place.env);
  await setTimeout(REST);
  const rest = megabytes(server.pid);
  const lines = await Promise.all(Array.from({ length: LINES }, () => askOf(place, server)));
  const count = ground.short ? SHORT : REQUESTS;
  const begun = performance.now();
  let asked = 0;
  await Promise.all(
    lines.map(async (ask) => {
      while (asked < count) {
        const turn = asked++;
        if (turn % 10_000 === 0) ground.say(`${turn} requests, ${megabytes(server.pid)} MB`);
        if (turn % 50 === 0) await ask('ticket.list', { phase: ['open', 'active'], limit: 50 });
        else if (turn % 50 === 1) await ask('ticket.list', { text: '漏水', limit: 20 });
        else if (turn % 50 === 2) await ask('ticket.counts', { templateId: undefined });
        else if (turn % 50 === 3) await ask('work.list', { limit: 20 });
        else await ask('session.get', {});
      }
    }),
  );
  const perSecond = Math.round(count / ((performance.now() - begun) / 1000));
  for (const ask of lines) ask.close();
  await setTimeout(REST);
  const after = megabytes(server.pid);
  await server.stop();
  return {
    kind: 'absolute',
    database: isOnMysql ? 'mysql' : 'sqlite',
    tickets: place.tickets,
    rest_mb: rest,
    after_mb: after,
    growth: Number((after / rest).toFixed(2)),
    goal_mb: GOAL_MB,
    goal_growth: GOAL_GROWTH,
    requests: count,
    per_s: perSecond,
  };
};

export const readyAgain: Figure = async (ground) => {
  const place = await placeWith(ground, true);
  await (await startServer(place.dir, place.env)).stop();
  const times: number[] = [];
  for (let at = 0; at < STARTS; at++) {
    const server = await startServer(place.dir, place.env);
    times.push(server.readyMs);
    await server.stop();
  }
  return {
    kind: 'absolute',
    database: isOnMysql ? 'mysql' : 'sqlite',
    tickets: place.tickets,
    goal_ms: GOAL_READY_MS,
    ms: spreadOf(times),
  };
};

/** Resident, as Linux tells it; NaN elsewhere. */
function megabytes(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
}
