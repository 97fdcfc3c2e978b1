// `npm run types`: the compiler over every workspace, two at once.
import { existsSync } from 'node:fs';
import { install, WORKSPACES } from './install.mjs';
import { binOf, checkNode, inRoot, runNode, say, since, stopTogether } from './machine.mjs';

checkNode();
stopTogether();
await install();
const compiler = binOf('typescript-native', 'tsc');
/** For a browser, so it has settings of its own. */
const PAGE = 'bot-server/sandbox/page';
const queue = [...WORKSPACES, PAGE].filter((workspace) => existsSync(inRoot(workspace, 'tsconfig.json')));
let failed = 0;

async function work() {
  for (let workspace = queue.shift(); workspace; workspace = queue.shift()) {
    const [start, lines] = [Date.now(), []];
    // One thread each: two compilers keep two cores busy, and threads of one check the same types twice.
    const code = await runNode([compiler, '--noEmit', '--singleThreaded', '-p', inRoot(workspace)], {
      onLine: (line) => lines.push(line),
    });
    if (code !== 0) failed++;
    say(`${code === 0 ? '✓' : '✗'} ${workspace} ${since(start)}${lines.map((line) => `\n  ${line}`).join('')}`);
  }
}
await Promise.all([work(), work()]);
process.exit(failed === 0 ? 0 : 1);
