// The sample organization with a million tickets, and another server's with ten thousand: made by the command line, and kept for the
// next run where BENCH_MILLION names a folder.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { type Connection, openConnection } from '../create/connection';
import type { Ground } from '../figure';
import { clean, program, SECRET_KEY, type Server, startServer } from '../server';

const run = promisify(execFile);
export const MANY = 1_000_000;
export const FEW = 10_000;
/** With --short. */
const SHORT = 100_000;

export type Place = { readonly dir: string; readonly env: Readonly<Record<string, string>>; readonly tickets: number };
/** Posts as a dispatcher, who sees every ticket; the milliseconds that the answer took. */
export type Ask = (name: string, input: object) => Promise<{ readonly ms: number; readonly body: unknown }>;

/** SQLite unless BENCH_MILLION_ON is `mysql`. */
export const isOnMysql = process.env.BENCH_MILLION_ON === 'mysql';

/** With so many tickets in the sample organization. */
export async function placeWith(ground: Ground, many: boolean): Promise<Place> {
  const tickets = many ? (ground.short ? SHORT : MANY) : FEW;
  const dir = path.join(root(), `${isOnMysql ? 'mysql' : 'sqlite'}-${tickets}`);
  const env = { DATA_DIR: dir, SECRET_KEY, ...(isOnMysql && { DATABASE_URL: urlOf(ground, tickets) }) };
  const place = { dir, env, tickets };
  const made = path.join(dir, 'made');
  if (existsSync(made)) return place;
  mkdirSync(dir, { recursive: true });
  if (isOnMysql) await freshDatabase(ground, tickets);
  // The first start plants the sample organization.
  await (await startServer(dir, { ...env, SAMPLE_DATA: 'on' })).stop();
  ground.say(`making ${tickets} tickets …`);
  const { stdout } = await cli(place, 'seed', '--org', 'cuihu', '--tickets', String(tickets));
  ground.say(stdout.trim());
  // Started once more, it finds everything in its place.
  writeFileSync(made, stdout);
  return place;
}

let own: string | undefined;

/** Made once for all figures of a run, and gone with it, unless a folder is named. */
function root(): string {
  if (process.env.BENCH_MILLION !== undefined) return process.env.BENCH_MILLION;
  if (own !== undefined) return own;
  const made = mkdtempSync(path.join(tmpdir(), 'paidan-million-'));
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  own = made;
  return made;
}

export async function askOf(place: Place, server: Server, login = 'dispatch'): Promise<Ask & { close: () => void }> {
  const { stdout } = await cli(place, 'token', '--org', 'cuihu', '--as', login);
  const token = /pdt_[\w-]+/.exec(stdout)?.[0] ?? '';
  const connection: Connection = await openConnection(server.port);
  const ask: Ask = async (name, input) => {
    const begun = performance.now();
    const { status, body } = await connection.post(
      `/api/${name}`,
      `Authorization: Bearer ${token}\r\n`,
      JSON.stringify(input),
    );
    const ms = performance.now() - begun;
    if (status !== 200) throw new Error(`${name}: ${status} ${body.slice(0, 200)}`);
    return { ms, body: JSON.parse(body) };
  };
  return Object.assign(ask, { close: connection.close });
}

function cli({ env }: Place, ...args: readonly string[]) {
  return run(process.execPath, [program('cli'), ...args], {
    env: { ...clean(process.env), ...env },
    maxBuffer: 16 * 1024 * 1024,
  });
}

/** Of the database about so many tickets, or of another one that is called so. */
export function urlOf({ mysqlUrl }: Ground, which: number | string): string {
  if (mysqlUrl === undefined) throw new Error('BENCH_MYSQL_URL is not set');
  const url = new URL(mysqlUrl);
  url.pathname = `/paidan_million_${which}`;
  return url.href;
}

export async function freshDatabase(ground: Ground, which: number | string): Promise<void> {
  const admin = await createConnection({ uri: ground.mysqlUrl ?? '' });
  await admin.query(`drop database if exists paidan_million_${which}`);
  await admin.query(`create database paidan_million_${which}`);
  await admin.end();
}
