// `npm run bench [-- <figure> … --short]`: the benchmarks; where a figure is about MySQL, on a throw-away MariaDB that is as
// durable as a production server's.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { binOf, checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';

/** On MySQL alone, or on both databases. */
const ON_MYSQL = /mysql|^press_|^notices_/;

checkNode();
stopTogether();
await install();
if (!(await build('server'))) process.exit(1);
const args = process.argv.slice(2);
const figures = args.filter((word) => !word.startsWith('-'));
const needsMysql = figures.length === 0 || figures.some((name) => ON_MYSQL.test(name));
if (needsMysql) say('Starting a durable MariaDB …');
const database = needsMysql ? await startMariaDb({ durable: true }) : null;
const code = await runNode([binOf('tsx', 'tsx'), inRoot('bot-server/bench/main.ts'), ...args], {
  env: database ? { BENCH_MYSQL_URL: database.url } : {},
});
await database?.stop();
process.exit(code);
