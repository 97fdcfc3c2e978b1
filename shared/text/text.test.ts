import type { Json } from '../kernel/json';
import { fill, LOCALES, localeOf, words } from './index';

type Tree = { readonly [key: string]: string | Tree };
const zh = words('zh-CN') as unknown as Tree;
const en = words('en') as unknown as Tree;

/** Every sentence with the way to it. */
const sentences = (tree: Tree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : sentences(value, `${path}${key}/`),
  );
const blanks = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();

describe.each(sentences(zh))('%s', (path, chinese) => {
  const english = new Map(sentences(en)).get(path) ?? '';
  test('is said in both languages, with the same blanks', () => {
    expect(chinese.trim()).not.toBe('');
    expect(english.trim()).not.toBe('');
    expect(blanks(english)).toEqual(blanks(chinese));
  });
  test('has no braces left when its blanks are filled', () => {
    const data = Object.fromEntries(blanks(chinese).map((blank) => [blank.slice(1, -1), 'x']));
    expect(fill(chinese, data)).not.toMatch(/[{}]/);
  });
});

test('Chinese is Chinese and English is not', () => {
  // A full-width colon is as Chinese as a character.
  const han = /[\p{Script=Han}：、]/u;
  const mixed = sentences(zh).filter(([path, text]) => !han.test(text) && path !== 'channels/api');
  expect(mixed).toEqual([]);
  expect(sentences(en).filter(([, text]) => han.test(text))).toEqual([]);
});

describe('fill', () => {
  test.each<readonly [string, { readonly [name: string]: Json }, string]>([
    ['{a} and {b}', { a: 'x', b: 2 }, 'x and 2'],
    ['{a}{a}', { a: '{b}', b: 'no' }, '{b}{b}'],
    ['{gone}!', {}, '!'],
    ['{toString}{constructor}{__proto__}', {}, ''],
    ['{a}', { a: null }, ''],
    ['{a}', { a: ['x'] }, ''],
    ['{a}', { a: '$& $1' }, '$& $1'],
    ['{ a } {a-b} {}', { a: 'x' }, '{ a } {a-b} {}'],
  ])('%s', (sentence, data, expected) => {
    expect(fill(sentence, data)).toBe(expected);
  });
});

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['*', 'zh-CN'],
  ['fr-FR,fr;q=0.9', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['EN', 'en'],
  ['fr,en;q=0.8,zh;q=0.7', 'en'],
  ['zh-TW,en;q=0.8', 'zh-CN'],
  [';;;,,,', 'zh-CN'],
])('a caller who reads %j gets %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
  expect(LOCALES).toContain(locale);
});
