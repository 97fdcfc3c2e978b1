// `npm run -s cli -- …`: the command line. Says nothing of its own on stdout, and nothing at all when all is in place.
import { build } from './build.mjs';
import { install } from './install.mjs';
import { checkNode, inRoot, ROOT, runNode } from './machine.mjs';
import { notedStandIn, wantsStandIn } from './standIn.mjs';

checkNode();
await install();
if (!(await build('server'))) process.exit(1);
// Signals from the terminal reach the command itself; we only wait for its answer.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
const sandboxUrl = wantsStandIn() ? notedStandIn() : null;
const code = await runNode(['--enable-source-maps', inRoot('bot-server/dist/cli.js'), ...process.argv.slice(2)], {
  cwd: ROOT,
  // Files are named as seen from where the person is, which npm keeps here.
  env: { INIT_CWD: process.env.INIT_CWD ?? process.cwd(), ...(sandboxUrl !== null && { SANDBOX_URL: sandboxUrl }) },
});
process.exit(code);
