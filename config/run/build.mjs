// What is built, from what, and when it must be built again. As a program: node build.mjs [target …], all by default.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { fingerprint } from './fingerprint.cjs';
import { install } from './install.mjs';
import { binOf, checkNode, inRoot, ROOT, runNode, say, since, stopTogether } from './machine.mjs';

const CACHE = inRoot('.cache/build');
const GROUND = ['package-lock.json', 'tsconfig.json', 'config/run/build.mjs'];
const MINIAPP = [
  'miniapp/src',
  'miniapp/types',
  'miniapp/config',
  'miniapp/worker',
  'miniapp/babel.config.js',
  'miniapp/project.config.json',
];

const miniapp = (type, proof) => ({
  inputs: ['miniapp/package.json', 'miniapp/tsconfig.json', ...MINIAPP, 'shared'],
  // Only the packaged ones are told where their server is.
  setting: type === 'h5' ? '' : `PAIDAN_SERVER=${process.env.PAIDAN_SERVER ?? ''}`,
  output: `miniapp/dist/${type}`,
  proof,
  pages: type === 'h5',
  command: (out) => ({
    args: [binOf('@tarojs/cli', 'taro', 'miniapp'), 'build', '--type', type],
    cwd: inRoot('miniapp'),
    env: { PAIDAN_MINIAPP_OUT: path.relative(inRoot('miniapp'), out) },
  }),
});

/** `proof` is a file of a whole output; `pages`: browsers fetch it; `command` builds into the folder that it is given. */
export const TARGETS = {
  server: {
    inputs: [
      'bot-server/src',
      'bot-server/sandbox',
      'bot-server/package.json',
      'shared',
      'config',
      'config/run/bundle.mjs',
    ],
    setting: '',
    output: 'bot-server/dist',
    proof: 'main.js',
    command: (out) => ({ args: [inRoot('config/run/bundle.mjs'), out], cwd: ROOT, env: {} }),
  },
  admin: {
    inputs: ['admin-h5', 'shared'],
    setting: '',
    output: 'admin-h5/dist',
    proof: 'index.html',
    pages: true,
    command: (out) => ({
      args: [binOf('vite', 'vite', 'admin-h5'), 'build', '--outDir', out, '--emptyOutDir'],
      cwd: inRoot('admin-h5'),
      env: {},
    }),
  },
  'miniapp-h5': miniapp('h5', 'index.html'),
  'miniapp-weapp': miniapp('weapp', 'app.json'),
  'miniapp-dd': miniapp('dd', 'app.json'),
};

/** What browsers fetch is packed once, here, as small as can be: the server would have to do it while somebody waits. */
function packAll(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(js|css|html|svg)$/.test(name)) continue;
    const file = path.join(folder, name);
    const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), best));
  }
}

const hashOf = ({ inputs, setting }) => fingerprint(ROOT, [...GROUND, ...inputs], setting);
const markOf = (name) => path.join(CACHE, name);

export function isStale(name) {
  const target = TARGETS[name];
  if (!existsSync(inRoot(target.output, target.proof)) || !existsSync(markOf(name))) return true;
  return readFileSync(markOf(name), 'utf8') !== hashOf(target);
}

/**
 * Builds when stale; answers whether the output now is right. The output is made beside the old one and then takes its
 * place, so a build that was killed is never taken for a whole one. What the tools say goes to .cache/build/<target>.log,
 * and is shown when they fail. `onLine` hears it too; `onStart` gets the running process.
 */
export async function build(name, { onLine, onStart } = {}) {
  if (!isStale(name)) return true;
  const target = TARGETS[name];
  const [start, hash, log] = [Date.now(), hashOf(target), []];
  const out = freshFolder(name);
  say(`Building ${name} …`);
  const { args, cwd, env } = target.command(out);
  const code = await runNode(args, {
    cwd,
    env: { NODE_ENV: 'production', ...env },
    onStart,
    onLine: (text) => {
      const line = stripVTControlCharacters(text).trimEnd();
      log.push(line);
      if (line) onLine?.(line.trim());
    },
  });
  writeFileSync(`${markOf(name)}.log`, `${log.join('\n')}\n`);
  if (code !== 0 || !existsSync(path.join(out, target.proof))) {
    rmSync(out, { recursive: true, force: true });
    if (code > 128) say(`Building ${name} was interrupted after ${since(start)}.`);
    else say(`Building ${name} failed (exit code ${code}) after ${since(start)}:\n${log.slice(-40).join('\n')}`);
    return false;
  }
  if (target.pages) packAll(out);
  replace(inRoot(target.output), out, markOf(name), hash);
  say(`Built ${name} in ${since(start)}.`);
  return true;
}

/** Two at once: one build keeps about one core busy. */
export async function buildAll(names, report = () => {}) {
  const queue = [...names];
  const results = {};
  const work = async () => {
    for (let name = queue.shift(); name; name = queue.shift()) {
      results[name] = await build(name);
      report(name, results[name]);
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

function freshFolder(name) {
  mkdirSync(CACHE, { recursive: true });
  for (const entry of readdirSync(CACHE)) {
    const owner = /^(?:new|old)-.+-(\d+)$/.exec(entry)?.[1];
    if (owner && !isAlive(Number(owner))) rmSync(path.join(CACHE, entry), { recursive: true, force: true });
  }
  const folder = path.join(CACHE, `new-${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** Between these steps there is no mark, so that whoever is interrupted here builds again. */
function replace(output, made, mark, hash) {
  const old = made.replace(/new-([^/\\]+)$/, 'old-$1');
  rmSync(mark, { force: true });
  rmSync(old, { recursive: true, force: true });
  mkdirSync(path.dirname(output), { recursive: true });
  if (existsSync(output)) renameSync(output, old);
  renameSync(made, output);
  writeFileSync(mark, hash);
  rmSync(old, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  stopTogether();
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(TARGETS);
  const unknown = names.filter((name) => !Object.hasOwn(TARGETS, name));
  if (unknown.length > 0) {
    say(`No such target: ${unknown.join(', ')}. There are: ${Object.keys(TARGETS).join(', ')}.`);
    process.exit(2);
  }
  await install();
  const results = await buildAll(names);
  process.exit(Object.values(results).every(Boolean) ? 0 : 1);
}
