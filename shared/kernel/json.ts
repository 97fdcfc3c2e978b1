// Plain JSON, and the one byte-exact way to write it (RFC 8785 for the values that we use), for hashes.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Keys sorted by code unit, undefined members left out; throws on NaN and infinities, which JSON cannot hold. */
export function canonical(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON holds finite numbers only');
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  let text = '';
  if (isList(value)) {
    for (const item of value) text += text === '' ? canonical(item) : `,${canonical(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) text += (text === '' ? '' : ',') + label(key) + canonical(member);
  }
  return `{${text}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Every event is hashed over the same few dozen keys: quoting them again would be half of the work. */
const LABELS = new Map<string, string>();
const MOST_LABELS = 2000;

function label(key: string): string {
  const known = LABELS.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(key)}:`;
  if (LABELS.size < MOST_LABELS) LABELS.set(key, text);
  return text;
}
