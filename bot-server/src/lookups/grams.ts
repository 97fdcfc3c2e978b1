// How text is cut for searching: pairs of neighbouring characters (Chinese has no spaces to split at), lower case.
import type { Field } from '@paidan/shared/model/field';
import type { Ticket } from '@paidan/shared/model/ticket';

const MOST = 600;

/** Each pair once; a word of one character stands alone. Letters and digits of any script, the rest only separates. */
export function gramsOf(text: string): readonly string[] {
  const grams = new Set<string>();
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    const letters = [...word];
    if (letters.length === 1) grams.add(word);
    for (let i = 0; i + 1 < letters.length; i++) grams.add(`${letters[i]}${letters[i + 1]}`);
    if (grams.size >= MOST) break;
  }
  return [...grams].slice(0, MOST);
}

/** What a ticket is found by: its title and what was written in words. Ids, choices, places and phone numbers are no words. */
export function wordsOf(ticket: Pick<Ticket, 'title' | 'values'>, fields: readonly Field[]): string {
  const written = fields.flatMap(({ key, type }) => {
    const value = ticket.values[key];
    return (type === 'text' || type === 'longText') && typeof value === 'string' ? [value] : [];
  });
  return [ticket.title, ...written].join(' ');
}
