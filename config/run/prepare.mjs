// What the tests need beside packages: MariaDB, Chromium and Chinese fonts. Installs them where it may, else says what to do.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { run, say, since } from './machine.mjs';
import { findMariaDb, findProgram } from './mariadb.mjs';

/** `debian`: the package, or several of which one will do, the best one first; the last is known everywhere. */
const NEEDS = [
  { name: 'MariaDB', debian: ['mariadb-server'], isThere: () => findMariaDb() !== null },
  // Without the browser's own windows, which nobody looks at, the same pages take a quarter less of the processor.
  { name: 'Chromium', debian: ['chromium-headless-shell', 'chromium'], isThere: () => findChromium() !== null },
  { name: 'Chinese fonts', debian: ['fonts-noto-cjk'], isThere: hasChineseFonts },
];
const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  const found = findProgram(...BROWSERS);
  return found ?? (existsSync(MAC_CHROME) ? MAC_CHROME : null);
}

/** Null when everything is there; otherwise one line saying what is missing and how to get it. */
export async function prepare() {
  let missing = NEEDS.filter(({ isThere }) => !isThere());
  if (missing.length > 0 && mayInstall()) {
    await aptInstall(missing.map(({ debian }) => debian));
    missing = missing.filter(({ isThere }) => !isThere());
  }
  if (missing.length === 0) return null;
  const packages = missing.map(({ debian }) => debian.at(-1)).join(' ');
  return `Missing: ${missing.map(({ name }) => name).join(', ')}. On Debian or Ubuntu: sudo apt-get install -y --no-install-recommends ${packages}`;
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== null;
}

/** `needs`: each in one way or several. */
async function aptInstall(needs) {
  const start = Date.now();
  const apt = (...args) =>
    run('apt-get', args, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', process.stderr, process.stderr],
    });
  await withoutServices(async () => {
    await apt('update');
    const packages = needs.map((ways) => ways.find(isKnown) ?? ways.at(-1));
    say(`Installing ${packages.join(', ')} (apt-get) …`);
    await apt('install', '-y', '--no-install-recommends', ...packages);
  });
  say(`System packages done in ${since(start)}.`);
}

const isKnown = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

/** The tests start a database of their own: the package's service must not come up beside it, now or at the next boot. */
async function withoutServices(install) {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n');
    chmodSync(policy, 0o755);
  }
  try {
    await install();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
  if (existsSync('/run/systemd/system')) spawnSync('systemctl', ['disable', '--quiet', 'mariadb'], { stdio: 'ignore' });
}

function hasChineseFonts() {
  if (process.platform !== 'linux') return true;
  const { stdout, error } = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  if (!error) return stdout.trim() !== '';
  return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
}
