// What a text is found by: pairs of neighbours within words.
import type { Field } from '@paidan/shared/model/field';
import { gramsOf, wordsOf } from './grams';

test.each([
  ['厨房漏水', ['厨房', '房漏', '漏水']],
  ['厨房，漏水！', ['厨房', '漏水']],
  ['水', ['水']],
  ['3号楼 501', ['3号', '号楼', '50', '01']],
  ['Leak leak LEAK', ['le', 'ea', 'ak']],
  ['ＡＢ１２', ['ab', 'b1', '12']],
  ['ｱｲｳ', ['アイ', 'イウ']],
  ['𠮷野家', ['𠮷野', '野家']],
  ['😀 😀😀', []],
  ['...', []],
  ['', []],
  ['a-b_c', ['a', 'b', 'c']],
])('%s', (text, grams) => expect(gramsOf(text)).toEqual(grams));

test('however long the text, the grams are few, each once, and fit their column', () => {
  const text = Array.from({ length: 10_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
  const grams = gramsOf(text);
  expect(grams).toHaveLength(600);
  expect(new Set(grams).size).toBe(600);
  for (const gram of gramsOf(`${text} ﷺ ß İ ŉ`)) expect([...gram].length).toBeLessThanOrEqual(2);
});

test('a word is found inside a longer one, and not across two', () => {
  const inside = (word: string, text: string) => gramsOf(word).every((gram) => gramsOf(text).includes(gram));
  expect(inside('空调', '大堂中央空调不制冷')).toBe(true);
  expect(inside('空调', '上空，调整')).toBe(false);
});

test('words are titles and what was written; ids, choices, places, numbers and pictures are none', () => {
  const field = (key: string, type: Field['type']): Field => ({
    key,
    type,
    label: { zh: key, en: key },
    node: 'report',
  });
  const fields = [
    field('title', 'text'),
    field('more', 'longText'),
    field('kind', 'select'),
    field('phone', 'phone'),
    field('site', 'site'),
    field('photos', 'photo'),
    field('rating', 'rating'),
  ];
  const values = {
    title: '标题',
    more: '描述',
    kind: 'water',
    phone: '13800138000',
    site: '01hq0000000000000001',
    photos: [],
    rating: { stars: 5, words: '很好' },
    gone: '旧字段',
  };
  expect(wordsOf({ title: '标题', values }, fields)).toBe('标题 标题 描述');
});
