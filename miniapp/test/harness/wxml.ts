// WeChat's templates, by WeChat's own compiler (`wcc`, as the npm package `miniprogram-compiler` brings it): WXML becomes the
// very function `$gwx` that runs on the phone, and what that says becomes elements.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { type Element, type Listener, makeElement, type Owner } from './element';
import type { Components, Templates } from './template';

/** As `$gwx` gives it. */
type Made = {
  readonly tag: string;
  readonly attr?: Record<string, unknown>;
  readonly children: readonly (Made | string)[];
};
type Gwx = {
  readonly draw: (file: string) => (data: object) => Made /** Objects of its own world: it takes no others apart. */;
  readonly own: (data: object) => object;
};

export function wxmlTemplates(dist: string, components: Components): Templates {
  const gwx = compiled(dist);
  const inside = new Map<string, Record<string, string>>();
  /** Which component a tag stands for, as the JSON beside the template says. */
  const usedBy = (file: string) => {
    const known = inside.get(file) ?? readUsed(dist, file);
    inside.set(file, known);
    return known;
  };

  function build(file: string, made: Made | string, owner: Owner, parent: Element | null): readonly Element[] {
    if (typeof made === 'string') return [makeElement({ tag: '#text', text: made, owner, parent })];
    if (made.tag === 'virtual') return made.children.flatMap((child) => build(file, child, owner, parent));
    const tag = made.tag.replace(/^wx-/, '');
    const attributes = asWritten(made.attr ?? {});
    const component = usedBy(file)[tag];
    if (component !== undefined) {
      const own = components.ownerOf(component, attributes);
      const page = gwx.draw(`${component}.wxml`)(attributes);
      return page.children.flatMap((child) => build(component, child, own, parent));
    }
    const grow = (element: Element) => made.children.flatMap((child) => build(file, child, owner, element));
    return [makeElement({ tag, attributes, listeners: listenersIn(attributes), owner, parent }, grow)];
  }

  return {
    render: (page, data, owner) => {
      const root = gwx.draw(`${page}.wxml`)(gwx.own(data));
      return makeElement({ tag: 'page', owner, parent: null }, (element) =>
        root.children.flatMap((child) => build(page, child, owner, element)),
      );
    },
  };
}

/** The compiler writes `open-type` as `openType`. */
const asWritten = (attributes: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );

function listenersIn(attributes: Readonly<Record<string, unknown>>): Record<string, Listener> {
  const found: Record<string, Listener> = {};
  for (const [name, handler] of Object.entries(attributes)) {
    const [, how, type] = /^(bind|catch):?(\w+)$/.exec(name) ?? [];
    if (type !== undefined && typeof handler === 'string' && handler !== '')
      found[type.toLowerCase()] = { handler, ends: how === 'catch' };
  }
  return found;
}

function readUsed(dist: string, file: string): Record<string, string> {
  const beside = path.join(dist, `${file}.json`);
  const { usingComponents = {} } = existsSync(beside)
    ? (JSON.parse(readFileSync(beside, 'utf8')) as { usingComponents?: Record<string, string> })
    : {};
  const named = Object.entries(usingComponents).map(([tag, at]) => [
    tag,
    path.posix.join(path.posix.dirname(file), at),
  ]);
  return Object.fromEntries(named);
}

const compiledIn = new Map<string, Gwx>();

function compiled(dist: string): Gwx {
  const known = compiledIn.get(dist);
  if (known !== undefined) return known;
  const files = readdirSync(dist, { recursive: true }).map((file) => String(file).split(path.sep).join('/'));
  const pages = files.filter((file) => file.endsWith('.wxml')).sort();
  const scripts = files.filter((file) => file.endsWith('.wxs'));
  const using = pages
    .map((file) => ({ file, tags: Object.keys(readUsed(dist, file.slice(0, -'.wxml'.length))) }))
    .filter(({ tags }) => tags.length > 0);
  const components = [using.length, ...using.flatMap(({ file, tags }) => [file, tags.length, ...tags])].join(' ');
  const code = wcc(dist, ['-d', '-cc', components, ...pages, ...scripts, '-gn', '$gwx']);
  const quiet = { ...console, log: () => {}, warn: () => {} };
  const context = vm.createContext({ window: {}, console: quiet, __wxAppCode__: {} });
  vm.runInContext(code, context, { filename: 'wcc' });
  const parse = vm.runInContext('JSON.parse', context) as (text: string) => object;
  const gwx: Gwx = {
    draw: vm.runInContext('$gwx', context) as Gwx['draw'],
    own: (data) => parse(JSON.stringify(data)),
  };
  compiledIn.set(dist, gwx);
  return gwx;
}

const PROGRAMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux/wcc',
  darwin: 'mac/wcc',
  win32: 'windows/wcc.exe',
};

/** The package's program lacks the right to be run: a copy of it gets that. */
function wcc(cwd: string, args: readonly string[]): string {
  const program = PROGRAMS[process.platform];
  if (program === undefined) throw new Error(`WeChat’s compiler does not run on ${process.platform}`);
  const own = path.join(path.dirname(require.resolve('miniprogram-compiler/package.json')), 'bin', program);
  const folder = mkdtempSync(path.join(tmpdir(), 'paidan-wcc-'));
  try {
    const copy = path.join(folder, path.basename(own));
    copyFileSync(own, copy);
    chmodSync(copy, 0o700);
    const { status, stdout, stderr, error } = spawnSync(copy, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
    if (status === 0) return stdout.toString();
    throw new Error(`WeChat’s compiler (built for x86-64) failed: ${error?.message ?? stderr.toString()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
