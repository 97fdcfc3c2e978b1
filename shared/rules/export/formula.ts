// Stored text that a spreadsheet program would compute. In a CSV file, where a cell has no type, such text gets a quote in front, and
// loses it again when the file is imported: not a character is lost on the way there and back.

/** What programs pass over before they look whether a formula begins: white space, controls, signs of no width, quotes of any kind. */
const PASSED =
  '[\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u2069\\u3000\\ufeff\'"`´‘-‟«»＂＇]*';
/** Half and full width, and the minus sign proper. */
const SIGNS = '[=+\\-@＝＋－＠﹢﹣﹦﹫−]';

const COMPUTED = new RegExp(`^${PASSED}${SIGNS}`, 'u');
const LEADING = new RegExp(`^${PASSED}`, 'u');
/** A plain number is what it says, computed or not. */
const NUMBER = /^-\d{1,15}(?:\.\d{1,15})?$/;
/** Where another cell begins for a program that was told, or believes, that cells are divided otherwise. */
const DIVIDERS = /([;\t\r\n])/;

const isComputed = (text: string): boolean => COMPUTED.test(text) && !NUMBER.test(text);
/** Tabs and line ends in front are dropped by some programs, with what follows looked at anew. */
const isLoose = (text: string): boolean => /[\t\r\n]/.test(LEADING.exec(text)?.[0] ?? '');
const isHot = (text: string): boolean => isComputed(text) || isLoose(text);

/** The text as it stands in a CSV file. */
export function inert(text: string): string {
  const [first = '', ...rest] = text.split(DIVIDERS);
  const inner = rest.map((part) => (isComputed(part) ? `'${part}` : part)).join('');
  return `${isHot(text) ? "'" : ''}${first}${inner}`;
}

/** What `inert` made the text from; any other text stays as it is. */
export function revived(text: string): string {
  const [first = '', ...rest] = text.split(DIVIDERS);
  const inner = rest.map((part) => (part.startsWith("'") && isComputed(part.slice(1)) ? part.slice(1) : part)).join('');
  const whole = `${first}${inner}`;
  return whole.startsWith("'") && isHot(whole.slice(1)) ? whole.slice(1) : whole;
}
