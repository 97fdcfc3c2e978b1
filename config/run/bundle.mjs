// Bundles the server's own source with esbuild: node bundle.mjs <output folder>. Installed packages stay outside; our own
// workspaces are TypeScript source and go in. Beside it: the stand-in for the chat platforms, with its page.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { filesIn } from './fingerprint.cjs';
import { WORKSPACES } from './install.mjs';
import { inRoot, ROOT } from './machine.mjs';
import { buildSandboxPage, SANDBOX_PAGE } from './sandboxPage.mjs';

const SOURCE = 'bot-server/src';
const SANDBOX = 'bot-server/sandbox';
const [outdir] = process.argv.slice(2);

const entries = [`${SOURCE}/main.ts`, `${SOURCE}/cli.ts`];
const missing = [...entries, `${SANDBOX}/main.ts`, `${SANDBOX_PAGE}/main.tsx`].filter(
  (entry) => !existsSync(inRoot(entry)),
);
if (!outdir || missing.length > 0) {
  console.error(outdir ? `not there: ${missing.join(', ')}` : 'usage: node bundle.mjs <output folder>');
  process.exit(1);
}

const folderOf = new Map(
  WORKSPACES.map((folder) => [JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')).name, folder]),
);

/** `@paidan/shared/kernel/id` → `shared/kernel/id.ts`, as the workspaces' `exports` say. */
const ownSource = {
  name: 'own-source',
  setup({ onResolve }) {
    onResolve({ filter: /^@paidan\// }, ({ path }) => {
      const [scope, name, ...inner] = path.split('/');
      const folder = folderOf.get(`${scope}/${name}`);
      return folder ? { path: inRoot(folder, `${inner.join('/')}.ts`) } : undefined;
    });
  },
};

const program = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  plugins: [ownSource],
  sourcemap: true,
  logLevel: 'warning',
};

try {
  await build({
    ...program,
    entryPoints: [...entries, ...filesIn(ROOT, [SOURCE]).filter((file) => file.endsWith('.worker.ts'))],
    outbase: SOURCE,
    outdir,
  });
  await build({ ...program, entryPoints: { sandbox: `${SANDBOX}/main.ts` }, outdir });
  await buildSandboxPage(path.join(path.resolve(ROOT, outdir), 'sandbox-page'));
} catch (error) {
  // esbuild has said what is wrong.
  if (!Array.isArray(error.errors)) console.error(error.message);
  process.exit(1);
}
