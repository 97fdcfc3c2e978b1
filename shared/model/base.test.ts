import fc from 'fast-check';
import { z } from 'zod';
import { bilingual, code, fieldKey, id, instant, lat, line, phone, point, prose, version } from './base';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const read = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'refused';
};
/** Throws on half a character. */
const throughUtf8 = (text: string) => decodeURIComponent(encodeURIComponent(text));

describe('text', () => {
  const emoji = '👩‍🔧';
  test.each<readonly [string, unknown, boolean, boolean]>([
    // what, text, as a line, as prose
    ['Chinese', '水管漏水', true, true],
    ['an emoji of several characters', emoji, true, true],
    ['emoji up to the limit', '🔧'.repeat(5), true, true],
    ['emoji beyond the limit', '🔧'.repeat(6), false, false],
    ['ten', 'a'.repeat(10), true, true],
    ['eleven', 'a'.repeat(11), false, false],
    ['ten, with spaces around', `  ${'a'.repeat(10)}  `, true, true],
    ['nothing', '', false, true],
    ['spaces', '   ', false, true],
    ['a line end', 'a\nb', false, true],
    ['a tab', 'a\tb', false, true],
    ['a carriage return', 'a\r\nb', false, true],
    ['a null byte', 'a\u0000b', false, false],
    ['an escape', 'a\u001b[31m', false, false],
    ['a delete', 'a\u007f', false, false],
    ['a vertical tab', 'a\u000bb', false, false],
    ['a line separator', 'a\u2028b', false, true],
    ['the first half of a character', 'a\ud83d', false, false],
    ['the second half of a character', '\udd27a', false, false],
    ['two halves the wrong way round', '\udd27\ud83d', false, false],
    ['a number', 7, false, false],
    ['null', null, false, false],
  ])('%s', (_, text, asLine, asProse) => {
    expect(takes(line(10), text)).toBe(asLine);
    expect(takes(prose(10), text)).toBe(asProse);
  });

  test('is trimmed', () => {
    expect(read(line(10), '  水 ')).toBe('水');
    expect(read(prose(10), '\n水\n')).toBe('水');
    expect(read(prose(10), ' \n ')).toBe('');
  });

  test('of 10,000 characters is prose', () => {
    expect(takes(prose(10_000), '水'.repeat(10_000))).toBe(true);
    expect(takes(prose(10_000), '水'.repeat(10_001))).toBe(false);
    expect(takes(prose(10_000), '🔧'.repeat(5_000))).toBe(true);
  });

  test('that is taken can be stored as UTF-8 and come back equal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const kept = read(prose(100), text);
        expect(kept === 'refused' || throughUtf8(String(kept)) === kept).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 8 }), (units) => {
        const kept = read(prose(100), String.fromCharCode(...units));
        expect(kept === 'refused' || throughUtf8(String(kept)) === kept).toBe(true);
      }),
    );
  });

  test('that was taken once is taken again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const schema of [line(40), prose(40)]) {
          const once = read(schema, text);
          if (once !== 'refused') expect(read(schema, once)).toBe(once);
        }
      }),
    );
  });
});

test.each<readonly [string, z.ZodType, readonly unknown[], readonly unknown[]]>([
  [
    'an id',
    id(),
    ['0123456789abcdefghjk'],
    ['', '0123456789abcdefghj', '0123456789abcdefghjK', 'i'.repeat(20), `${'0'.repeat(20)}\n`],
  ],
  ['a code', code, ['A1', 'pump-3.b_2', ' A1 '], ['', '-a', '.a', '水', 'a b', 'a'.repeat(41), 'a/b']],
  [
    'a field key',
    fieldKey,
    ['title', 'f0', 'afterPhotos', 'constructor'],
    ['', 'Title', '0f', 'a_b', 'a.b', '__proto__', 'a'.repeat(41)],
  ],
  [
    'a phone',
    phone,
    ['13800138000', '+86 21-6000', '12345'],
    ['', '1234', '+', '-12345', '1380013800a', '1'.repeat(21)],
  ],
  [
    'an instant',
    instant,
    [0, 1_795_395_600_000],
    [-1, 0.5, '0', Number.NaN, Number.POSITIVE_INFINITY, 8_640_000_000_000_001],
  ],
  ['a version', version, [0, 1_000_000_000], [-1, 1.5, 1_000_000_001]],
  [
    'a point',
    point,
    [{ lat: 90, lng: -180 }],
    [{ lat: 91, lng: 0 }, { lat: 0, lng: 181 }, { lat: 0 }, { lat: 0, lng: 0, alt: 1 }, { lat: Number.NaN, lng: 0 }],
  ],
  [
    'words',
    bilingual(5),
    [{ zh: '水', en: 'water' }],
    [{ zh: '水' }, { zh: '', en: 'water' }, { zh: '水', en: 'waters' }],
  ],
])('%s', (_, schema, good, bad) => {
  for (const value of good) expect([value, takes(schema, value)]).toEqual([value, true]);
  for (const value of bad) expect([value, takes(schema, value)]).toEqual([value, false]);
});

test('a coordinate keeps what a database keeps: seven decimals, and no zero below zero', () => {
  expect(point.parse({ lat: 1e-13, lng: 121.473_701_234_5 })).toEqual({ lat: 0, lng: 121.473_701_2 });
  expect(Object.is(lat.parse(-1e-13), 0)).toBe(true);
  expect(z.toJSONSchema(point, { io: 'output' })).toMatchObject({ properties: { lat: { minimum: -90 } } });
});
