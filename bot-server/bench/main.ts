// `npm run bench [-- <figure> … --short --keep]`: measures, and prints one line of JSON per figure on stdout; progress goes to stderr.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { acceptOnMysql } from './accept/figure';
import { noticesPerSecond } from './chat/notices';
import { pressMs } from './chat/press';
import { createOnMysql, createOnSqlite } from './create/figures';
import type { Figure } from './figure';
import { firstScreenMs } from './first';
import { timerLateMs } from './late';
import { backupMillion } from './million/backup';
import { boardMs, listRatio, searchMs } from './million/reads';
import { memory, readyAgain } from './million/rest';
import { verifyMillion } from './million/verify';
import { overwritingOnSqlite } from './overwriting';
import { readyMs } from './ready';
import { seedRate } from './seed';
import { stopServers } from './server';
import { unsealedMs } from './unsealed';

const FIGURES: Readonly<Record<string, Figure>> = {
  create_http_vs_bare_mysql: createOnMysql,
  create_http_vs_bare_sqlite: createOnSqlite,
  accept_http_vs_bare_mysql: acceptOnMysql,
  seed_tickets_per_s: seedRate,
  ready_ms: readyMs,
  list_1m_vs_10k: listRatio,
  search_1m_ms: searchMs,
  board_counts_1m_ms: boardMs,
  memory,
  ready_1m_ms: readyAgain,
  verify_1m: verifyMillion,
  backup_1m: backupMillion,
  press_ms_p99: pressMs,
  notices_per_s: noticesPerSecond,
  first_screen_ms: firstScreenMs,
  unsealed_ms: unsealedMs,
  timer_late_ms: timerLateMs,
  overwriting_sqlite: overwritingOnSqlite,
};

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { short: { type: 'boolean' }, keep: { type: 'boolean' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(FIGURES, name));
  if (unknown.length > 0) {
    say(`No such figure: ${unknown.join(', ')}. There are: ${Object.keys(FIGURES).join(', ')}.`);
    return 2;
  }
  const wanted = Object.entries(FIGURES).filter(([name]) => positionals.length === 0 || positionals.includes(name));
  let failed = 0;
  for (const [name, figure] of wanted) {
    say(`\n── ${name} ──`);
    const dir = mkdtempSync(path.join(tmpdir(), 'paidan-bench-'));
    try {
      const line = await figure({ dir, say, short: values.short === true, mysqlUrl: process.env.BENCH_MYSQL_URL });
      process.stdout.write(`${JSON.stringify({ figure: name, ...line })}\n`);
    } catch (error) {
      failed += 1;
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      await stopServers();
      // What the server said may be worth reading.
      if (values.keep === true) say(`kept: ${dir}`);
      else rmSync(dir, { recursive: true, force: true });
    }
  }
  return failed === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
