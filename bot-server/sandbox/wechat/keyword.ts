// What may a keyword of a subscribe message say? One rule for each type. Source: WeChat §3.
import type { TemplateKey } from '../api';

const length = (text: string): number => [...text].length;
const digits = (text: string): number => text.replace(/\D/g, '').length;

const DATE = '\\d{4}(?:年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2})';
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d)?';
const MOMENT = `(?:${DATE} ?)?${CLOCK}`;
const TIME = new RegExp(`^${MOMENT}(?: ?~ ?${MOMENT})?$`);
const DAY = new RegExp(`^${DATE}(?: ?${CLOCK})?$`);
const PLAIN_NAME = /^[A-Za-z ·.'-]+$/;

const RULES: Readonly<Record<string, (text: string) => boolean>> = {
  thing: (text) => length(text) <= 20,
  number: (text) => /^\d+(\.\d+)?$/.test(text) && digits(text) <= 32,
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => /^[^\p{L}\p{N}\s]{1,5}$/u.test(text),
  character_string: (text) => /^[\x21-\x7e]{1,32}$/.test(text),
  time: (text) => TIME.test(text),
  date: (text) => DAY.test(text),
  amount: (text) => /^[\p{Sc}]?\d+(\.\d+)?元?$/u.test(text) && digits(text) <= 10,
  phone_number: (text) => /^[\d+\-() ]{1,17}$/.test(text),
  car_number: (text) => /^[\p{Script=Han}A-Za-z0-9·]{1,8}$/u.test(text),
  name: (text) => (PLAIN_NAME.test(text) ? length(text) <= 20 : length(text) <= 10),
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
};

/** `thing1` → thing. */
export const typeOf = (key: string): string => key.replace(/\d+$/, '');
export const KEYWORD =
  /^(?:thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase|enum)\d{1,3}$/;

export function fitsKeyword({ key, values }: TemplateKey, text: unknown): boolean {
  if (typeof text !== 'string' || text.trim() === '') return false;
  const type = typeOf(key);
  if (type === 'enum') return (values ?? []).includes(text);
  return Object.hasOwn(RULES, type) && (RULES[type]?.(text) ?? false);
}
