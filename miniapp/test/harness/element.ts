// What stands on a page after its template was carried out: plain elements, as a finger or an eye finds them.

/** Who hears an element's events: the page, or the component that the element stands in. */
export type Owner = { readonly [handler: string]: unknown };
export type Listener = {
  readonly handler: string /** `catch`: nobody further out hears it. */;
  readonly ends: boolean;
};

export type Element = {
  /** `view`, `input` …, or `#text`. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** By the event's name in small letters. */
  readonly listeners: Readonly<Record<string, Listener>>;
  readonly owner: Owner;
  readonly children: readonly Element[];
  readonly parent: Element | null;
  /** Of a `#text`. */
  readonly text: string;
};

/** Elements are made from the outside in; `grow` then gives them what stands inside. */
export function makeElement(
  made: Pick<Element, 'tag' | 'owner' | 'parent'> & Partial<Pick<Element, 'attributes' | 'listeners' | 'text'>>,
  grow: (element: Element) => readonly Element[] = () => [],
): Element {
  const element: { -readonly [Name in keyof Element]: Element[Name] } = {
    attributes: {},
    listeners: {},
    text: '',
    ...made,
    children: [],
  };
  element.children = grow(element);
  return element;
}

/** From the outside in, in the order of the page. */
export function* allIn(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* allIn(child);
}

export function textIn(element: Element): string {
  return element.tag === '#text' ? element.text : element.children.map(textIn).join('');
}

/** Line by line, as it is read: what stands in boxes of its own is not run together. */
export function wordsIn(element: Element): string {
  if (element.tag === '#text') return element.text;
  if (element.tag === 'input' || element.tag === 'textarea') return `${element.attributes.value ?? ''}\n`;
  let inside = '';
  for (const child of element.children) {
    const inLine = child.tag === '#text' || child.tag === 'text';
    inside += `${inLine || inside === '' || inside.endsWith('\n') ? '' : '\n'}${wordsIn(child)}`;
  }
  return element.tag === 'text' || inside === '' || inside.endsWith('\n') ? inside : `${inside}\n`;
}

export const hasClass = (element: Element, name: string): boolean =>
  String(element.attributes.class ?? '')
    .split(' ')
    .includes(name);

/** From an element outwards, itself first. */
export function* outwards(element: Element): Generator<Element> {
  for (let at: Element | null = element; at !== null; at = at.parent) yield at;
}

export const datasetOf = (element: Element): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(element.attributes)
      .filter(([name]) => name.startsWith('data-'))
      .map(([name, value]) => [name.slice('data-'.length), value]),
  );
