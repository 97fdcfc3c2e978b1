// `npm run bench`: the benchmarks, on a throw-away MariaDB that is as durable as a production server's.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { binOf, checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';

checkNode();
stopTogether();
await install();
if (!(await build('server'))) process.exit(1);
say('Starting a durable MariaDB …');
const database = await startMariaDb({ durable: true });
const code = await runNode([binOf('tsx', 'tsx'), inRoot('bot-server/bench/main.ts'), ...process.argv.slice(2)], {
  env: { BENCH_MYSQL_URL: database.url },
});
await database.stop();
process.exit(code);
