// Bundles the page of the local stand-in for the chat platforms: node sandboxPage.mjs <output folder>.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot, ROOT } from './machine.mjs';

export const SANDBOX_PAGE = 'bot-server/sandbox/page';
const AS_THEY_ARE = ['index.html', 'mark.svg'];

export async function buildSandboxPage(outdir) {
  await build({
    absWorkingDir: ROOT,
    entryPoints: { app: `${SANDBOX_PAGE}/main.tsx` },
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  mkdirSync(outdir, { recursive: true });
  for (const file of AS_THEY_ARE) copyFileSync(inRoot(SANDBOX_PAGE, file), path.join(outdir, file));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [outdir] = process.argv.slice(2);
  if (!outdir) {
    console.error('usage: node sandboxPage.mjs <output folder>');
    process.exit(2);
  }
  // esbuild has said what is wrong.
  await buildSandboxPage(path.resolve(outdir)).catch(() => process.exit(1));
}
