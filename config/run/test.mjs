// `npm test`: everything that must hold, on a fresh machine with one command. Goes on after a failure, so that one run tells
// all; the last line is `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { budgetLines } from './budget.cjs';
import { buildAll, TARGETS } from './build.mjs';
import { install } from './install.mjs';
import { checkNode, exitCodeOf, inRoot, ROOT, run, runNode, say, since, stopAll } from './machine.mjs';
import { startMariaDb } from './mariadb.mjs';
import { findChromium, prepare } from './prepare.mjs';
import { useScratch } from './scratch.mjs';

const JEST_RESULTS = inRoot('.cache/jest.json');
/**
 * A suite that hangs must not hold up whoever waits for the count. Many times what all of them usually take: a machine that has slow
 * hours is to have its count, too.
 */
const JEST_LIMIT_MS = 90 * 60_000;

checkNode();
const start = Date.now();
const total = { passed: 0, failed: 0 };
let database = null;
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void interrupt(signal));

await install();
const missing = await prepare();
if (missing) {
  say(missing);
  process.exit(1);
}

await step('lint', () => script('lint'));
await step('types', () => script('types'));
await step('imports', () => script('imports'));
await step('build', buildEverything);
useScratch();
await step('jest', jest);

say(`\nAll of it took ${since(start)}.`);
await end(total.failed === 0 ? 0 : 1);

/** Runs one step and counts it; whatever it throws is a failure of that step, not of the run. */
async function step(name, work) {
  const began = Date.now();
  say(`\n── ${name} ──`);
  let counts;
  try {
    counts = await work();
  } catch (error) {
    say(String(error?.stack ?? error));
    counts = { passed: 0, failed: 1 };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  say(`${counts.failed === 0 ? '✓' : '✗'} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${since(began)}`);
}

function one(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

async function script(name) {
  const stdio = ['ignore', process.stderr, process.stderr];
  return one((await run('npm', ['run', '-s', name], { stdio, shell: process.platform === 'win32' })) === 0);
}

async function buildEverything() {
  const results = Object.values(await buildAll(Object.keys(TARGETS)));
  return { passed: results.filter(Boolean).length, failed: results.filter((ok) => !ok).length };
}

/** Every suite, the ones that drive a browser included, on a database of its own. */
async function jest() {
  database = await startMariaDb();
  mkdirSync(inRoot('.cache'), { recursive: true });
  rmSync(JEST_RESULTS, { force: true });
  // Two at once, which is all that two cores do: much of what tests do is waiting for other programs.
  const results = ['--json', '--outputFile', JEST_RESULTS];
  const args = [
    '--config',
    inRoot('config/jest.cjs'),
    '--cacheDirectory',
    inRoot('.cache/jest'),
    '--maxWorkers=2',
    ...results,
  ];
  const limit = setTimeout(() => {
    say(`jest did not end within ${JEST_LIMIT_MS / 60_000} minutes: stopped.`);
    stopAll('SIGKILL');
  }, JEST_LIMIT_MS);
  const code = await runNode([inRoot('node_modules/jest/bin/jest.js'), ...args, ...process.argv.slice(2)], {
    env: { TEST_MYSQL_URL: database.url, CHROMIUM: findChromium() ?? '' },
    stdio: ['ignore', 'ignore', process.stderr],
  });
  clearTimeout(limit);
  if (!existsSync(JEST_RESULTS)) return one(false);
  const result = JSON.parse(readFileSync(JEST_RESULTS, 'utf8'));
  say(`\nSeconds by suite:\n${budgetLines(result.testResults, ROOT).join('\n')}`);
  const unrun = result.numPendingTests + result.numTodoTests;
  if (unrun > 0) say(`${unrun} tests are skipped or only planned: each counts as failed.`);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + unrun;
  if (result.numTotalTests === 0) say('jest ran no tests.');
  // Whatever else jest calls a failure (an open snapshot, a broken set-up) is one too.
  return { passed: result.numPassedTests, failed: failed || (code !== 0 || result.numTotalTests === 0 ? 1 : 0) };
}

async function interrupt(signal) {
  if (ending) return;
  say(`\nInterrupted after ${since(start)}.`);
  const leaving = end(exitCodeOf(signal));
  stopAll();
  await leaving;
}

/** Once only: what was interrupted comes to its own end too, and waits here for ours. */
async function end(code) {
  if (ending) return new Promise(() => {});
  ending = true;
  await database?.stop();
  // Written to the end before we leave, even into a pipe.
  return new Promise(() => {
    process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`, () => process.exit(code));
  });
}
