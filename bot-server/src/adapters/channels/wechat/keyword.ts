// A fact as one keyword of a subscribe message: each type takes only so much of only such characters, and refuses the whole
// message (47003) otherwise. What does not fit is cut, what is not taken is left out, and nothing is ever empty.
import { MINUTE } from '@paidan/shared/kernel/time';

/** The platform shows times as they are in China. */
const CHINA = 8 * 60 * MINUTE;

type Draw = (text: string, at: number) => string;

const TYPES: Readonly<Record<string, Draw>> = {
  thing: (text) => cut(oneLine(text), 20) || '无',
  number: (text) => only(/[0-9]/g, text, 32) || '0',
  letter: (text) => only(/[A-Za-z]/g, text, 32) || 'N',
  symbol: (text) => only(/[#*+\-.!?@/]/g, text, 5) || '-',
  character_string: (text) => only(/[\x21-\x7e]/g, text, 32) || '-',
  time: (_, at) => civil(at),
  date: (_, at) => civil(at),
  amount: (text) => `${only(/[0-9]/g, text, 10) || '0'}元`,
  phone_number: (text) => only(/[0-9+-]/g, text, 17) || '0',
  car_number: (text) => only(/[\p{Script=Han}A-Za-z0-9]/gu, text, 8) || '无',
  name: (text) => nameOf(text) || '无',
  phrase: (text) => only(/\p{Script=Han}/gu, text, 5) || '处理中',
};

/** `keyword` as the template has it: `thing1`. Of a type that we do not know we give what every type takes. */
export function drawKeyword(keyword: string, text: string, at: number): string {
  const type = keyword.replace(/[0-9]+$/, '');
  const draw = Object.hasOwn(TYPES, type) ? TYPES[type] : TYPES.thing;
  return draw === undefined ? '无' : draw(text, at);
}

/** `2026年1月3日 15:04` */
function civil(at: number): string {
  const [day = '', clock = ''] = new Date(at + CHINA).toISOString().split('T');
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 ${clock.slice(0, 5)}`;
}

/** Ten characters where any of them is Chinese, twenty letters otherwise; digits are no part of a name. */
function nameOf(text: string): string {
  const kept = oneLine(text)
    .replace(/[^\p{Script=Han}A-Za-z .·'-]/gu, '')
    .trim();
  return /\p{Script=Han}/u.test(kept) ? [...kept.replace(/ /g, '')].slice(0, 10).join('') : kept.slice(0, 20).trim();
}

const only = (kind: RegExp, text: string, most: number): string =>
  [...(text.match(kind) ?? [])].slice(0, most).join('');

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** By UTF-16 units, the strictest way to count; half a character is none. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
