// What every script here needs of the machine: where the repository is, that Node is new enough, how to run and stop programs.
// Plain Node, no packages: these scripts run before anything is installed.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (...parts) => path.join(ROOT, ...parts);

const LEAST = [20, 19];

/** Ends the program in one sentence when this Node is too old: 20.19 is the first that can `require` an ES module. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return;
  console.error(
    `Paidan needs Node ${LEAST.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).`,
  );
  process.exit(1);
}

/** `3.2 s`, `4 min 07 s` since a `Date.now()`. */
export function since(start) {
  const seconds = (Date.now() - start) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}

/** Progress goes to stderr: stdout belongs to whatever the person asked for. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** The file of a package's program, as the given workspace would find it. */
export function binOf(packageName, program, workspace = '.') {
  const require = createRequire(inRoot(workspace, 'package.json'));
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest);
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[program]);
}

const running = new Set();

/**
 * Runs a program to its end and answers its exit code, with what it printed when `onLine` is given (both streams, line by
 * line); otherwise it prints to where `stdio` says. Never throws; a program that cannot be started ends with 127.
 */
export function run(command, args, { cwd = ROOT, env = {}, stdio = 'inherit', onLine, onStart } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: onLine ? ['ignore', 'pipe', 'pipe'] : stdio,
    });
    running.add(child);
    onStart?.(child);
    if (onLine) for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
    const end = (code) => {
      running.delete(child);
      resolve(code);
    };
    child.on('error', (error) => {
      (onLine ?? say)(`${command}: ${error.message}`);
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? exitCodeOf(signal)));
  });
}

export const runNode = (args, options) => run(process.execPath, args, options);

/** Whatever `run` started and still runs is told to stop. */
export function stopAll(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

/** For programs that only run others: told to stop, they tell them, and end. */
export function stopTogether() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopAll(signal);
      process.exit(exitCodeOf(signal));
    });
  }
}

/** Milliseconds between looks at who our parent is. */
const LOOK_MS = 500;

/**
 * npm that is told to stop (SIGTERM) ends together with its shell, and tells the program nothing: all that can be seen is that
 * the parent is another one by then. Programs that somebody starts without npm may outlive their shell, as they always could.
 */
export function whenLeftBehind(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    stop();
  }, LOOK_MS);
  looking.unref();
}

/** As shells number it: 128 and the signal's own number. */
export const exitCodeOf = (signal) => 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0);

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => rest && onLine(rest));
}
