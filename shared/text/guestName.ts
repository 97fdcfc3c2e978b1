// What people without an account are called: a word of the reader's language, and four letters that tell one device from another. Only
// the letters are stored.
import { fill } from '../kernel/fill';
import { type Locale, words } from './index';

/** Earlier versions stored the word as well, in Chinese. Nobody chooses such a name: whatever else stands there is said as it is. */
const STORED = /^(?:访客)?([0-9A-F]{4})$/;

/** `hidden`: the keyed hash of their device, in hexadecimal digits. */
export const tagOf = (hidden: string): string => hidden.slice(0, 4).toUpperCase();

/** Null as the time of erasing: they were not. */
export function guestName(row: { readonly name: string; readonly erasedAt: number | null }, locale: Locale): string {
  const { guest, erased } = words(locale);
  if (row.erasedAt !== null) return erased;
  const tag = STORED.exec(row.name)?.[1];
  return tag === undefined ? row.name : fill(guest, { tag });
}
