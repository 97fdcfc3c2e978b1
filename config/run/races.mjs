// `npm run races [-- --rounds 10000]`: as `npm test` races servers against each other, only oftener.
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' } } });
checkNode();
stopTogether();
await install();
say(`Racing with --rounds ${values.rounds} …`);
const database = await startMariaDb();
const code = await runNode(
  [inRoot('node_modules/jest/bin/jest.js'), '--config', inRoot('config/jest.cjs'), 'bot-server/test/races'],
  { env: { TEST_MYSQL_URL: database.url, RACE_ROUNDS: values.rounds } },
);
await database.stop();
process.exit(code);
