// How long `cli verify` takes over a million tickets, held against an anchor, and in how much memory. One event was changed behind the
// product's back: that one it must find and name, and no other ticket.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { createConnection } from 'mysql2/promise';
import type { Figure } from '../figure';
import { clean, cpuMsOf, databaseCpuMs, program } from '../server';
import { isOnMysql, type Place, placeWith } from './stage';

/** How often a process is looked at. Milliseconds. */
const LOOK = 200;

export const verifyMillion: Figure = async (ground) => {
  const place = await placeWith(ground, true);
  const file = path.join(place.dir, 'anchors');
  rmSync(file, { force: true });
  await runCli(place, ['anchor', '--to', file], ground.say);
  const planted = await plant(place);
  try {
    const { code, said, took } = await runCli(place, ['verify', '--org', 'cuihu', '--anchors', file], ground.say);
    const { streamId, seq } = planted;
    const findings = said.split('\n').filter((line) => line.startsWith('  '));
    const named = findings.every((line) => line.startsWith(`  ${streamId} `));
    if (code !== 1 || !named || !said.includes(`${streamId} ${seq} was changed`))
      throw new Error(`not the one change of ${streamId} ${seq}: ${said}`);
    return {
      kind: 'absolute',
      database: isOnMysql ? 'mysql' : 'sqlite',
      tickets: place.tickets,
      events: Number(/: (\d+) events/.exec(said)?.[1]),
      ...took,
    };
  } finally {
    await planted.undo();
  }
};

type Took = { readonly s: number; readonly cpu_s: number; readonly database_cpu_s?: number; readonly peak_mb: number };

export async function runCli(
  { env }: Place,
  args: readonly string[],
  say: (line: string) => void,
): Promise<{ readonly code: number | null; readonly said: string; readonly took: Took }> {
  const begun = performance.now();
  const theirs = databaseCpuMs();
  const child = spawn(process.execPath, [program('cli'), ...args], {
    env: { ...clean(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => say(text.trim()));
  let cpu = 0;
  let peak = 0;
  const look = setInterval(() => {
    cpu = cpuMsOf(child.pid) || cpu;
    peak = peakOf(child.pid) || peak;
  }, LOOK);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  clearInterval(look);
  const seconds = (ms: number) => Number((ms / 1000).toFixed(1));
  const took = {
    s: seconds(performance.now() - begun),
    cpu_s: seconds(cpu),
    ...(isOnMysql && { database_cpu_s: seconds(databaseCpuMs() - theirs) }),
    peak_mb: Math.round(peak),
  };
  say(`${args[0]}: ${JSON.stringify(took)}`);
  return { code, said, took };
}

/** The most that it had resident so far, as Linux tells it; NaN elsewhere. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

type Asked = (sql: string, params: readonly unknown[]) => Promise<readonly { readonly [column: string]: unknown }[]>;

/** The time of one event in the middle, a millisecond later. */
async function plant(place: Place) {
  const { ask, close } = await databaseOf(place);
  const [head] = await ask(
    'select tenantId, no from feed_head where tenantId = (select id from tenant where code = ?)',
    ['cuihu'],
  );
  const middle = [head?.tenantId, Math.floor(Number(head?.no) / 2)];
  const [event] = await ask('select streamId, seq from event where tenantId = ? and feedNo = ?', middle);
  const { streamId, seq } = event as { readonly streamId: string; readonly seq: number };
  const later = (ms: number) =>
    ask('update event set at = at + ? where tenantId = ? and streamId = ? and seq = ?', [
      ms,
      head?.tenantId,
      streamId,
      seq,
    ]);
  await later(1);
  return {
    streamId,
    seq,
    undo: async () => {
      await later(-1);
      await close();
    },
  };
}

async function databaseOf({ dir, env }: Place): Promise<{ readonly ask: Asked; readonly close: () => Promise<void> }> {
  if (!isOnMysql) {
    const db = new DatabaseSync(path.join(dir, 'paidan.sqlite'));
    return {
      ask: async (sql, params) => db.prepare(sql).all(...(params as never[])) as never,
      close: async () => db.close(),
    };
  }
  const connection = await createConnection({ uri: env.DATABASE_URL ?? '' });
  return {
    ask: async (sql, params) => (await connection.query(sql, [...params]))[0] as never,
    close: () => connection.end(),
  };
}
