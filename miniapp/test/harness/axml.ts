// DingTalk's templates. Its compiler is not to be had outside of its own tools, so this carries out by itself what a built package
// holds: templates, imports, conditions, loops, expressions and `sjs` scripts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { type Element, type Listener, makeElement, type Owner } from './element';
import type { Templates } from './template';

type Scope = Readonly<Record<string, unknown>>;
type Value = (scope: Scope) => unknown;
type Tag = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly inside: readonly Piece[];
};
type Piece = Tag | { readonly words: Value };
type Sheet = {
  readonly pieces: readonly Piece[];
  readonly templates: ReadonlyMap<string, Tag>;
  readonly scripts: Scope;
};

export function axmlTemplates(dist: string): Templates {
  const sheets = new Map<string, Sheet>();
  const read = (file: string): Sheet => {
    const known = sheets.get(file) ?? readSheet(dist, file, read);
    sheets.set(file, known);
    return known;
  };
  return {
    render: (page, data, owner) => {
      const sheet = read(`${page}.axml`);
      return makeElement({ tag: 'page', owner, parent: null }, (element) =>
        carryOut(sheet, sheet.pieces, { ...data }, owner, element),
      );
    },
  };
}

/** Templates bring along the scripts of the file that they stand in. */
type Known = Tag & { readonly sheet?: Sheet };

function readSheet(dist: string, file: string, read: (file: string) => Sheet): Sheet {
  const pieces = parsed(readFileSync(path.join(dist, file), 'utf8'), file);
  const templates = new Map<string, Known>();
  const scripts: Record<string, unknown> = {};
  const sheet: Sheet = { pieces, templates, scripts };
  for (const piece of pieces) {
    if ('words' in piece) continue;
    const said = (name: string) => String(piece.attributes[name]?.({}) ?? '');
    const named = (name: string) => path.posix.join(path.posix.dirname(file), said(name));
    if (piece.name === 'import') for (const [name, one] of read(named('src')).templates) templates.set(name, one);
    if (piece.name === 'import-sjs')
      scripts[said('name')] = runScript(readFileSync(path.join(dist, named('from')), 'utf8'));
    if (piece.name === 'template' && piece.attributes.name) templates.set(said('name'), { ...piece, sheet });
  }
  return sheet;
}

function runScript(code: string): unknown {
  const context = vm.createContext({ made: undefined });
  vm.runInContext(code.replace('export default', 'made ='), context);
  return context.made;
}

function carryOut(
  sheet: Sheet,
  pieces: readonly Piece[],
  scope: Scope,
  owner: Owner,
  parent: Element,
): readonly Element[] {
  const made: Element[] = [];
  /** Has one of a row of `a:if`, `a:elif` and `a:else` been carried out already? */
  let settled = false;
  for (const piece of pieces) {
    if ('words' in piece) {
      const text = String(piece.words(scope) ?? '');
      if (text !== '') made.push(makeElement({ tag: '#text', text, owner, parent }));
      continue;
    }
    const { 'a:if': first, 'a:elif': next, 'a:else': last } = piece.attributes;
    if (first) settled = false;
    if ((next || last) && settled) continue;
    if (first || next) {
      const holds = Boolean((first ?? next)?.(scope));
      settled ||= holds;
      if (!holds) continue;
    }
    made.push(...repeated(sheet, piece, scope, owner, parent));
  }
  return made;
}

function repeated(sheet: Sheet, tag: Tag, scope: Scope, owner: Owner, parent: Element): readonly Element[] {
  const list = tag.attributes['a:for'];
  if (!list) return one(sheet, tag, scope, owner, parent);
  const item = String(tag.attributes['a:for-item']?.(scope) ?? 'item');
  const index = String(tag.attributes['a:for-index']?.(scope) ?? 'index');
  const each = (value: unknown, at: number) => one(sheet, tag, { ...scope, [item]: value, [index]: at }, owner, parent);
  return ((list(scope) ?? []) as readonly unknown[]).flatMap(each);
}

/** Nothing to show by themselves. */
const SILENT = ['import', 'import-sjs'];

function one(sheet: Sheet, tag: Tag, scope: Scope, owner: Owner, parent: Element): readonly Element[] {
  if (SILENT.includes(tag.name)) return [];
  if (tag.name === 'block') return carryOut(sheet, tag.inside, scope, owner, parent);
  const asked = { ...sheet.scripts, ...scope };
  if (tag.name === 'template') {
    if (tag.attributes.name) return [];
    const name = String(tag.attributes.is?.(asked));
    const template = sheet.templates.get(name) as Known | undefined;
    if (template === undefined) throw new Error(`no template ${name}`);
    const own = template.sheet ?? sheet;
    const data = (tag.attributes.data?.(asked) ?? {}) as Scope;
    return carryOut(own, template.inside, { ...own.scripts, ...data }, owner, parent);
  }
  const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, value]) => [name, value(asked)]));
  const grow = (element: Element) => carryOut(sheet, tag.inside, asked, owner, element);
  return [makeElement({ tag: tag.name, attributes, listeners: listenersIn(attributes), owner, parent }, grow)];
}

function listenersIn(attributes: Readonly<Record<string, unknown>>): Record<string, Listener> {
  const found: Record<string, Listener> = {};
  for (const [name, handler] of Object.entries(attributes)) {
    const [, how, type] = /^(on|catch)([A-Z]\w*)$/.exec(name) ?? [];
    if (type !== undefined && typeof handler === 'string' && handler !== '')
      found[type.toLowerCase()] = { handler, ends: how === 'catch' };
  }
  return found;
}

const TAG = /<!--[\s\S]*?-->|<(\/?)([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/g;

function parsed(text: string, file: string): readonly Piece[] {
  type Open = { readonly name: string; readonly attributes: Record<string, Value>; readonly inside: Piece[] };
  const outside: Open = { name: '', attributes: {}, inside: [] };
  const open = [outside];
  let from = 0;
  const inner = () => open[open.length - 1] ?? outside;
  const say = (words: string) => words.trim() !== '' && inner().inside.push({ words: valueFrom(words.trim()) });
  for (const found of text.matchAll(TAG)) {
    say(text.slice(from, found.index));
    from = found.index + found[0].length;
    const [, closing, name, attributes = '', empty] = found;
    if (name === undefined) continue;
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`${file}: </${name}> closes nothing`);
      continue;
    }
    const tag: Open = { name, attributes: attributesIn(attributes), inside: [] };
    inner().inside.push(tag);
    if (!empty) open.push(tag);
  }
  say(text.slice(from));
  if (open.length !== 1) throw new Error(`${file}: <${inner().name}> stays open`);
  return outside.inside;
}

function attributesIn(text: string): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const [, name = '', value] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    found[name] = value === undefined ? () => true : valueFrom(value, name === 'data');
  }
  return found;
}

/** `asObject`: a template's `data="{{i:item}}"` leaves the object's own braces out. */
function valueFrom(text: string, asObject = false): Value {
  const whole = /^\{\{([\s\S]*)\}\}$/.exec(text)?.[1];
  if (whole !== undefined && !whole.includes('{{')) return expression(asObject ? `{${whole}}` : whole);
  if (!text.includes('{{')) return () => text;
  const parts = text.split(/\{\{([\s\S]*?)\}\}/);
  const values = parts.map((part, at) => (at % 2 === 1 ? expression(part) : () => part));
  return (scope) => values.map((value) => value(scope) ?? '').join('');
}

/** Names that nobody gave are undefined there, and so are members of what is not there. */
function expression(code: string): Value {
  const run = new Function('scope', `with (scope) { return (${code}); }`) as Value;
  return (scope) => run(new Proxy(scope, { has: () => true }));
}
