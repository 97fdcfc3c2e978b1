import { maskOf, phonesIn, spellingsOf } from './phones';

test.each([
  ['{"phone":"13955557391"}', ['own']],
  ['+8613955557391', ['own']],
  ['+86 139 5555 7391', ['own']],
  ['call (139)-5555-7391 or 139-6666-7394', ['own', 'foreign']],
  ['139****7391', []],
  ['1395555739', []],
])('%s', (text, expected) => expect(phonesIn(text)).toEqual(expected));

test('a mask shows no number, and every spelling does', () => {
  expect(phonesIn(maskOf('own'))).toEqual([]);
  for (const text of spellingsOf('own')) expect(phonesIn(text)).toEqual(['own']);
});
