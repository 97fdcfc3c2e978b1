// How text is cut for searching: pairs of neighbouring characters (Chinese has no spaces to split at), lower case.

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
