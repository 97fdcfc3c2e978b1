// `npm run bench [-- <figure> … --short]`: the benchmarks; where a figure is about MySQL, on a throw-away MariaDB that is as
// durable as a production server's.
import path from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { binOf, checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';

/** On MySQL alone, or on both databases. Those about a million tickets are on it when BENCH_MILLION_ON says `mysql`. */
const ON_MYSQL = /mysql|^press_|^notices_|^unsealed_|^timer_/;

checkNode();
stopTogether();
await install();
if (!(await build('server'))) process.exit(1);
const args = process.argv.slice(2);
const figures = args.filter((word) => !word.startsWith('-'));
const { BENCH_MILLION, BENCH_MILLION_ON } = process.env;
const needsMysql = figures.length === 0 || figures.some((name) => ON_MYSQL.test(name)) || BENCH_MILLION_ON === 'mysql';
if (needsMysql) say('Starting a durable MariaDB …');
// What was seeded is kept with its database.
const keep = BENCH_MILLION && BENCH_MILLION_ON === 'mysql' ? path.join(BENCH_MILLION, 'mariadb') : undefined;
const database = needsMysql ? await startMariaDb({ durable: true, keep }) : null;
const code = await runNode([binOf('tsx', 'tsx'), inRoot('bot-server/bench/main.ts'), ...args], {
  env: database ? { BENCH_MYSQL_URL: database.url, BENCH_MYSQL_PID: String(database.pid()) } : {},
});
await database?.stop();
process.exit(code);
