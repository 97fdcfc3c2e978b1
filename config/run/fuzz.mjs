// `npm run fuzz [-- --requests 5000 --seed 7]`: as `npm test` fuzzes the API, only longer, or again with the seed of a finding.
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '3000' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
checkNode();
stopTogether();
await install();
say(`Fuzzing with --requests ${values.requests} --seed ${values.seed} …`);
const database = await startMariaDb();
const code = await runNode(
  [inRoot('node_modules/jest/bin/jest.js'), '--config', inRoot('config/jest.cjs'), 'bot-server/test/fuzz'],
  { env: { TEST_MYSQL_URL: database.url, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed } },
);
await database.stop();
process.exit(code);
