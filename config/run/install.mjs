// Makes sure that the packages of package-lock.json are installed, by `npm ci` when they are not.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.cjs';
import { isSatisfied, lockProblems, read } from './lockfile.cjs';
import { inRoot, ROOT, run, say, since } from './machine.mjs';

const MARKER = inRoot('node_modules/.paidan-install');
const HEARTBEAT_MS = 5_000;

/** Quiet when there is nothing to do. Ends the program when the packages cannot be installed. */
export async function install() {
  const wanted = wantedPackages();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  if (isInstalledByHand()) return writeFileSync(MARKER, wanted);

  const start = Date.now();
  say('Installing packages (npm ci): about a minute, once …');
  const heartbeat = setInterval(
    async () => say(`  … ${since(start)}, ${await count()} packages in place`),
    HEARTBEAT_MS,
  );
  // What was fetched before is not asked about again: the lockfile says which bytes it must be.
  const code = await npm(['ci', '--include=dev', '--no-fund', '--no-audit', '--prefer-offline']);
  clearInterval(heartbeat);
  if (code !== 0) {
    say(`npm ci failed (exit code ${code}) after ${since(start)}: see above.`);
    process.exit(1);
  }
  writeFileSync(MARKER, wanted);
  say(`Packages installed in ${since(start)}.`);
}

export const WORKSPACES = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).workspaces;

function wantedPackages() {
  const manifests = ['package.json', ...WORKSPACES.map((workspace) => `${workspace}/package.json`)];
  return fingerprint(ROOT, ['package-lock.json', ...manifests], `${process.platform} ${process.arch}`);
}

/** Somebody ran npm themselves: throwing away a good node_modules would only cost them time. */
function isInstalledByHand() {
  try {
    const { lock, manifests } = read(ROOT);
    const installed = JSON.parse(readFileSync(inRoot('node_modules/.package-lock.json'), 'utf8'));
    return lockProblems(lock, manifests).length === 0 && isSatisfied(lock, installed);
  } catch {
    return false;
  }
}

/** The npm that started us, if one did; its output goes to stderr, as stdout belongs to whoever called. */
function npm(args) {
  const own = process.env.npm_execpath;
  const stdio = ['ignore', process.stderr, process.stderr];
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args], { stdio });
  return run('npm', args, { stdio });
}

/** npm makes the folders first and then fills them: a package is there when its package.json is. */
function count() {
  try {
    return readdirSync(inRoot('node_modules')).filter((name) =>
      existsSync(inRoot('node_modules', name, 'package.json')),
    ).length;
  } catch {
    return 0;
  }
}
