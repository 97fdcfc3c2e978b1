// The JavaScript of a mini-program, as poor as the oldest phone's: no DOM, no `globalThis`, no recent additions. What the app
// throws is caught and noted; once it is over, nothing of it runs any more.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

export type Runtime = {
  /** Runs a file of the package once; later calls give the same exports. */
  readonly load: (file: string) => unknown;
  /** Runs something of the app's, now. */
  readonly attempt: (act: () => void) => void;
  /** The same, later. Milliseconds. */
  readonly later: (act: () => void, after?: number) => void;
  readonly errors: string[];
  readonly end: () => void;
};

/** Not on the phones of some people. */
const MISSING = [
  'globalThis.globalThis',
  'Object.hasOwn',
  'Array.prototype.at',
  'Array.prototype.findLast',
  'Array.prototype.findLastIndex',
  'Array.prototype.toSorted',
  'Array.prototype.toReversed',
  'String.prototype.at',
  'String.prototype.replaceAll',
  'Promise.any',
  'Intl',
  'WebAssembly',
  'SharedArrayBuffer',
];

/** `clockOff`: by how many milliseconds this world's clock is ahead of ours. */
export function makeRuntime(dist: string, globals: Readonly<Record<string, unknown>>, clockOff = 0): Runtime {
  const errors: string[] = [];
  const timers = new Map<number, NodeJS.Timeout>();
  let count = 0;
  let over = false;

  const attempt = (act: () => void) => {
    if (over) return;
    try {
      act();
    } catch (error) {
      errors.push(error instanceof Error || (error as Error)?.stack ? String((error as Error).stack) : String(error));
    }
  };
  const after = (act: () => void, wait = 0): number => {
    count++;
    const id = count;
    const run = () => {
      timers.delete(id);
      attempt(act);
    };
    if (!over) timers.set(id, setTimeout(run, wait));
    return id;
  };
  const every = (act: () => void, wait = 0): number => {
    count++;
    if (!over)
      timers.set(
        count,
        setInterval(() => attempt(act), wait),
      );
    return count;
  };
  const stop = (id: number) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const complain = (...words: unknown[]) => void errors.push(words.map(String).join(' '));
  const context = vm.createContext({
    console: { log: () => {}, info: () => {}, debug: () => {}, warn: () => {}, error: complain },
    setTimeout: after,
    clearTimeout: stop,
    setInterval: every,
    clearInterval: stop,
    ...globals,
  });
  vm.runInContext(MISSING.map((name) => `delete ${name};`).join(' '), context);
  if (clockOff !== 0) vm.runInContext(wrongClock(clockOff), context);
  const load = makeRequire(context, dist);
  return {
    load: (file) => load(file),
    attempt,
    later: after,
    errors,
    end: () => {
      over = true;
      for (const id of [...timers.keys()]) stop(id);
    },
  };
}

const wrongClock = (off: number) => `{
  const Right = Date;
  Date = class extends Right {
    constructor(...parts) {
      if (parts.length === 0) super(Right.now() + ${off});
      else super(...parts);
    }
    static now() {
      return Right.now() + ${off};
    }
  };
}`;

const compiled = new Map<string, vm.Script>();

function scriptOf(file: string): vm.Script {
  const known = compiled.get(file);
  if (known) return known;
  const code = `(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`;
  const script = new vm.Script(code, { filename: file });
  compiled.set(file, script);
  return script;
}

function makeRequire(context: vm.Context, dist: string) {
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string, from = dist): unknown => {
    const place = path.resolve(from, file.endsWith('.js') ? file : `${file}.js`);
    const known = modules.get(place);
    if (known) return known.exports;
    const made = { exports: {} };
    modules.set(place, made);
    const body = scriptOf(place).runInContext(context) as (...parts: unknown[]) => void;
    body((name: string) => load(name, path.dirname(place)), made, made.exports);
    return made.exports;
  };
  return load;
}
