// `npm run faults [-- --kills 500 --seed 7 --database mysql]`: as `npm test` kills the server and the database, only more often, or
// again with the seed of a finding. Leases are waited for, not ended.
import { parseArgs } from 'node:util';
import { install } from './install.mjs';
import { checkNode, inRoot, runNode, say, stopTogether } from './machine.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    database: { type: 'string', default: '' },
  },
});
if (!['', 'sqlite', 'mysql'].includes(values.database)) {
  say('--database is sqlite or mysql; without it, both.');
  process.exit(2);
}
checkNode();
stopTogether();
await install();
say(`Killing with --kills ${values.kills} --seed ${values.seed} …`);
const code = await runNode(
  [inRoot('node_modules/jest/bin/jest.js'), '--config', inRoot('config/jest.cjs'), 'bot-server/test/faults/faults'],
  { env: { FAULT_KILLS: values.kills, FAULT_SEED: values.seed, FAULT_DATABASE: values.database } },
);
process.exit(code);
