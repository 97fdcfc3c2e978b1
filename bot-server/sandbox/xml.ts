// The little XML that callbacks are made of: elements and text, nothing else. Strict when it reads, CDATA when it writes.

export type Element = { readonly name: string; readonly children: readonly Element[]; readonly text: string };

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MOST_DEPTH = 12;
const TAG = /<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>/y;
const BLANK = /\s*/y;

/** Null for anything but one well-formed element: attributes, comments, DTDs and unknown entities included. */
export function parseXml(source: string): Element | null {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const element = (depth: number): Element | null => {
    const open = match(TAG);
    if (open === null || open[1] === '/' || depth > MOST_DEPTH) return null;
    const name = open[2] as string;
    const children: Element[] = [];
    let text = '';
    while (open[3] !== '/') {
      if (source.startsWith('<![CDATA[', at)) {
        const end = source.indexOf(']]>', at);
        if (end < 0) return null;
        text += source.slice(at + 9, end);
        at = end + 3;
      } else if (source.startsWith('</', at)) {
        const close = match(TAG);
        if (close === null || close[2] !== name) return null;
        break;
      } else if (source[at] === '<') {
        const child = element(depth + 1);
        if (child === null) return null;
        children.push(child);
      } else {
        const end = source.indexOf('<', at);
        const words = end < 0 ? null : unescaped(source.slice(at, end));
        if (words === null) return null;
        text += words;
        at = end;
      }
    }
    if (children.length > 0 && text.trim() !== '') return null;
    return { name, children, text: children.length > 0 ? '' : text };
  };
  match(BLANK);
  const root = element(0);
  match(BLANK);
  return root !== null && at === source.length ? root : null;
}

function unescaped(text: string): string | null {
  let bad = false;
  const plain = text.replace(/&([^;&\s]{0,12};?)/g, (_, name: string) => {
    const known = name.endsWith(';') ? NAMED[name.slice(0, -1)] : undefined;
    if (known === undefined) bad = true;
    return known ?? '';
  });
  return bad ? null : plain;
}

export const childOf = (parent: Element, name: string): Element | undefined =>
  parent.children.find((child) => child.name === name);
export const textOf = (parent: Element, name: string): string | undefined => childOf(parent, name)?.text;

/** As a plain object, as the page shows it: repeated elements become a list. */
export function plainOf(element: Element): unknown {
  if (element.children.length === 0) return element.text;
  const grouped = new Map<string, unknown[]>();
  for (const child of element.children) {
    const list = grouped.get(child.name) ?? [];
    list.push(plainOf(child));
    grouped.set(child.name, list);
  }
  return Object.fromEntries([...grouped].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}

export const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export type XmlPart = readonly [name: string, value: string | number | bigint | readonly XmlPart[]];
/** Texts become CDATA, numbers stand bare. */
export const xmlOf = (parts: readonly XmlPart[]): string =>
  parts
    .map(([name, value]) => {
      const inner = typeof value === 'string' ? cdata(value) : typeof value === 'object' ? xmlOf(value) : String(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join('');
