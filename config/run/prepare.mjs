// What the tests need beside packages: MariaDB, Chromium and Chinese fonts. Installs them where it may, else says what to do.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { run, say, since } from './machine.mjs';
import { findMariaDb, findProgram } from './mariadb.mjs';

const NEEDS = [
  { name: 'MariaDB', debian: 'mariadb-server', isThere: () => findMariaDb() !== null },
  { name: 'Chromium', debian: 'chromium', isThere: () => findChromium() !== null },
  { name: 'Chinese fonts', debian: 'fonts-noto-cjk', isThere: hasChineseFonts },
];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && existsSync(named)) return named;
  const found = findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
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
  const packages = missing.map(({ debian }) => debian).join(' ');
  return `Missing: ${missing.map(({ name }) => name).join(', ')}. On Debian or Ubuntu: sudo apt-get install -y --no-install-recommends ${packages}`;
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== null;
}

async function aptInstall(packages) {
  const start = Date.now();
  say(`Installing ${packages.join(', ')} (apt-get) …`);
  const apt = (...args) =>
    run('apt-get', args, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', process.stderr, process.stderr],
    });
  await withoutServices(async () => {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
  });
  say(`System packages done in ${since(start)}.`);
}

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
