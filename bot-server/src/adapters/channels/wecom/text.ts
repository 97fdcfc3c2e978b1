// Text for the platform's cards and messages: nothing in it that draws, links or hides, and no longer than there is room.

/** Control characters, half characters, and the marks that turn the direction of what follows. */
const UNSAFE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe\uffff]/gu;

/** One line. */
export const plain = (text: string): string => text.replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim();

/** Several lines; `<a href>` is a link in a text message (90236), so that somebody's title could lead anywhere. */
export const message = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.replace(UNSAFE, ' ').trimEnd())
    .join('\n')
    .replace(/<(?=[a-z/!])/gi, '＜')
    .trim();

/** At most so many characters, a Latin letter counting half, as the platform reckons room. */
export function fit(text: string, most: number): string {
  const line = plain(text);
  let halves = 0;
  let kept = '';
  for (const character of line) {
    halves += character <= '\u2e7f' ? 1 : 2;
    if (halves <= (most - 1) * 2) kept += character;
    if (halves > most * 2) return `${kept.trimEnd()}…`;
  }
  return line;
}

/** At most so many bytes of UTF-8, cut between characters. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let left = most - Buffer.byteLength('…');
  let kept = '';
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}
