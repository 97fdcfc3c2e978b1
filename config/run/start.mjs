// `npm start`: from a fresh clone to a running server, saying what happens. The mini-program for browsers takes a minute to
// build, so the server does not wait for it: it shows the progress written here until the pages are there.
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, buildAll, isStale } from './build.mjs';
import { install } from './install.mjs';
import { checkNode, exitCodeOf, inRoot, ROOT, say, since, stopAll, whenLeftBehind } from './machine.mjs';
import { forgetStandIn, noteStandIn, wantsStandIn } from './standIn.mjs';

const H5 = 'miniapp-h5';
/** {state: 'building' | 'ready' | 'failed', percent, line, startedAt}; absent when there is nothing to wait for. */
const PROGRESS = inRoot(`.cache/build/${H5}.progress.json`);
const H5_TYPICAL_MS = 45_000;
/** The server says when it is up; one that does not is taken for up after this. */
const PATIENCE_MS = 5_000;
/** A press of Ctrl-C reaches us from the terminal and once more from npm. */
const SAME_PRESS_MS = 300;

checkNode();
const start = Date.now();
let server = null;
let stopping = false;
const stop = (signal) => {
  if (server) return server.pass(signal);
  stopAll();
  process.exit(exitCodeOf(signal));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
whenLeftBehind(() => stop('SIGTERM'));

await install();
const built = await buildAll(['server', 'admin'].filter(isStale));
if (!Object.values(built).every(Boolean)) process.exit(1);

const waitsForH5 = isStale(H5);
if (waitsForH5) writeProgress({ state: 'building', percent: 0, line: '', startedAt: Date.now() });
else rmSync(PROGRESS, { force: true });

say(`Everything is in place after ${since(start)}. Starting the server …`);
const sandboxUrl = wantsStandIn() ? await startStandIn() : null;
if (sandboxUrl !== null) noteStandIn(sandboxUrl);
server = serve(sandboxUrl);
if (waitsForH5) void server.up.then(buildH5);
const code = await server.ended;
stopping = true;
stopAll();
forgetStandIn(sandboxUrl);
rmSync(PROGRESS, { force: true });
process.exit(code);

/** The stand-in for the chat platforms, a program of its own; null where it does not start: the product works without. */
function startStandIn() {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--require', inRoot('config/run/child.cjs'), inRoot('bot-server/dist/sandbox.js')],
    {
      cwd: ROOT,
      env: { SANDBOX_PORT: '0', ...process.env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message?.url ?? null));
    child.once('exit', () => {
      if (!stopping) say('The stand-in for the chat platforms has ended.');
      resolve(null);
    });
    setTimeout(() => resolve(null), PATIENCE_MS);
    process.on('exit', () => child.kill());
  });
}

/** In a process group of its own, so that a signal reaches it once, from us, and it can end in its own time. */
function serve(sandboxUrl) {
  const args = ['--enable-source-maps', '--require', inRoot('config/run/child.cjs'), inRoot('bot-server/dist/main.js')];
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { SAMPLE_HISTORY: 'on', ...process.env, ...(sandboxUrl !== null && { SANDBOX_URL: sandboxUrl }) },
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const up = new Promise((resolve) => {
    child.once('message', resolve);
    setTimeout(resolve, PATIENCE_MS);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      say(`The server could not be started: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? exitCodeOf(signal)));
  });
  let last = 0;
  const pass = (signal) => {
    if (Date.now() - last > SAME_PRESS_MS) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    last = Date.now();
  };
  return { up, ended, pass };
}

async function buildH5() {
  if (stopping) return;
  const startedAt = Date.now();
  let line = '';
  let known = 0;
  const tick = setInterval(() => {
    // Taro seldom says how far it is; in between, by the clock: ever slower, never quite there.
    const guess = 100 * (1 - Math.exp((-1.6 * (Date.now() - startedAt)) / H5_TYPICAL_MS));
    writeProgress({ state: 'building', percent: Math.min(97, Math.round(Math.max(known, guess))), line, startedAt });
  }, 500);
  const ok = await build(H5, {
    onLine: (text) => {
      line = text;
      known = Math.max(known, Number(/\((\d+)%\)/.exec(text)?.[1] ?? 0));
    },
    // The people who use the server come first.
    onStart: (child) => child.pid && os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL),
  });
  clearInterval(tick);
  if (!stopping) writeProgress({ state: ok ? 'ready' : 'failed', percent: ok ? 100 : 0, line, startedAt });
}

/** Readers never see half a file. */
function writeProgress(progress) {
  mkdirSync(path.dirname(PROGRESS), { recursive: true });
  writeFileSync(`${PROGRESS}.new`, JSON.stringify(progress));
  renameSync(`${PROGRESS}.new`, PROGRESS);
}
