// The XML of callbacks: elements and their text. Attributes, comments, DTDs, entities and foreign encodings are refused before
// the parser sees them; a number stays the text that it was, since MsgId has 64 bits (WeCom 90239).
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Xml = { readonly name: string; readonly text: string; readonly children: readonly Xml[] };

export const MOST_BYTES = 256 * 1024;
const MOST_DEPTH = 8;
const MOST_TAGS = 2_000;
const DECLARATION = /^<\?xml version="1\.0"(?: encoding="utf-8")?\s*\?>/i;
/** What may not stand outside of CDATA: a `<` that opens no plain tag, and an `&` that is none of the five that XML knows. */
const FOREIGN = /<(?!\/?[A-Za-z][\w.-]{0,63}\s{0,8}\/?>)|&(?!(?:lt|gt|amp|quot|apos);)/;
/** Nothing in front of the root and nothing behind it. */
const WHOLE = /^<[A-Za-z][\s\S]*(?:<\/[\w.-]{1,64}\s{0,8}|\/)>$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: false,
  cdataPropName: '#cdata',
  maxNestedTags: MOST_DEPTH,
});

/** Null for anything but one well-formed element. */
export function readXml(bytes: Buffer): Xml | null {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return null;
  try {
    const text = UTF8.decode(bytes).trim().replace(DECLARATION, '').trim();
    const bare = withoutCdata(text);
    if (bare === null || !WHOLE.test(text) || FORBIDDEN.test(text) || FOREIGN.test(bare)) return null;
    if (bare.split('<').length > MOST_TAGS || XMLValidator.validate(text) !== true) return null;
    const roots = (parser.parse(text) as Node[]).map(elementOf);
    const [root] = roots;
    return roots.length === 1 && root !== undefined ? root : null;
  } catch {
    return null;
  }
}

/** The text of the only child of that name; undefined where there is none, or two, or one that holds elements. */
export function textOf(parent: Xml, name: string): string | undefined {
  const found = parent.children.filter((child) => child.name === name);
  const [only] = found;
  return found.length === 1 && only !== undefined && only.children.length === 0 ? only.text : undefined;
}

function withoutCdata(text: string): string | null {
  let bare = '';
  for (let at = 0; ; ) {
    const start = text.indexOf('<![CDATA[', at);
    if (start < 0) return bare + text.slice(at);
    const end = text.indexOf(']]>', start);
    if (end < 0) return null;
    bare += text.slice(at, start);
    at = end + 3;
  }
}

/** As the parser gives it with `preserveOrder`: one member, named after the element. */
type Node = Readonly<Record<string, Node[] | string>>;

function elementOf(node: Node): Xml {
  const [name, inner] = Object.entries(node)[0] ?? ['', []];
  const children: Xml[] = [];
  let text = '';
  for (const part of typeof inner === 'string' ? [] : inner) {
    if (typeof part['#text'] === 'string') text += part['#text'];
    else if (part['#cdata'] !== undefined) text += elementOf(part).text;
    else children.push(elementOf(part));
  }
  if (children.length > 0 && text.trim() !== '') throw new Error('text beside elements');
  return { name, children, text: children.length > 0 ? '' : text };
}

export type Part = readonly [name: string, value: string | number | readonly Part[]];

/** Texts become CDATA, whatever is in them; numbers stand bare. */
export const writeXml = (parts: readonly Part[]): string =>
  parts
    .map(([name, value]) => {
      if (typeof value === 'number') return `<${name}>${value}</${name}>`;
      return `<${name}>${typeof value === 'string' ? cdata(value) : writeXml(value)}</${name}>`;
    })
    .join('');

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
