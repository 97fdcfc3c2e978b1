// JSON and XML pushes say the same things: one tree of texts for both. Numbers become texts; what is neither is left out.
import type { Json } from '@paidan/shared/kernel/json';
import { type JsonObject, jsonObject } from '../../http/client';
import { readXml, type Xml } from '../wecom/xml';

/** The members of a name, in order: XML repeats elements where JSON has a list. */
export type Tree = ReadonlyMap<string, readonly (string | Tree)[]>;

const MOST_BYTES = 256 * 1024;

/** Null for anything but one well-formed object or element. */
export function readTree(bytes: Buffer): Tree | null {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return null;
  const first = bytes.toString('utf8', 0, 64).trimStart()[0];
  if (first === '{') {
    const value = jsonObject(bytes);
    return value === null ? null : treeOfObject(value, 0);
  }
  const root = first === '<' ? readXml(bytes) : null;
  return root === null || root.children.length === 0 ? null : treeOfXml(root);
}

/** The only text of that name. */
export function textIn(tree: Tree, name: string): string | undefined {
  const [only, ...more] = tree.get(name) ?? [];
  return more.length === 0 && typeof only === 'string' ? only : undefined;
}

export const treesIn = (tree: Tree, name: string): readonly Tree[] =>
  (tree.get(name) ?? []).filter((value): value is Tree => typeof value !== 'string');

const MOST_DEPTH = 8;

function treeOfObject(value: JsonObject, depth: number): Tree {
  return new Map(
    Object.entries(value).map(([name, inner]) => [
      name,
      (Array.isArray(inner) ? inner : [inner]).flatMap((one) => textsOf(one, depth + 1)),
    ]),
  );
}

function textsOf(value: Json | undefined, depth: number): readonly (string | Tree)[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return isObject(value) && depth <= MOST_DEPTH ? [treeOfObject(value, depth)] : [];
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function treeOfXml({ children }: Xml): Tree {
  const tree = new Map<string, (string | Tree)[]>();
  for (const child of children) {
    const value = child.children.length === 0 ? child.text : treeOfXml(child);
    tree.set(child.name, [...(tree.get(child.name) ?? []), value]);
  }
  return tree;
}
