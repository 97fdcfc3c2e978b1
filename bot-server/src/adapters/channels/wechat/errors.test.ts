// Every errcode that the platform documents for the calls we make has its kind, and nothing else is in the table.
import type { TroubleKind } from '../../../core/channels';
import { ERRORS, STALE_TOKEN, sortError } from './errors';

const WANTED: Readonly<Record<TroubleKind, readonly number[]>> = {
  later: [-1, 40014, 42001, 45009, 45011, 44990, 44991, 44993, 87020],
  person: [40003, 40226, 43101, 43104, 45015, 45047, 61010],
  account: [40001, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 43107, 43108, 45029, 85079, 89503, 89506, 89507],
  content: [
    40029, 40037, 40097, 40129, 40159, 40165, 40169, 40212, 41030, 43002, 45168, 47001, 47003, 85096, 85401, 85402,
    85406, 85407, 85408,
  ],
};

const rows = (Object.entries(WANTED) as [TroubleKind, readonly number[]][]).flatMap(([kind, codes]) =>
  codes.map((code) => [code, kind] as const),
);

test.each(rows)('%s is for the %s', (code, kind) =>
  expect(sortError(code, 'words')).toMatchObject({ kind, code: String(code), message: 'words' }),
);

test('the table is complete', () =>
  expect(
    Object.keys(ERRORS)
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(rows.map(([code]) => code).sort((a, b) => a - b)));

test('limits say how long to wait, at least', () => {
  for (const code of [45009, 45011, 44991, 87020]) expect(sortError(code, '').wait).toBeGreaterThanOrEqual(60_000);
  expect(sortError(-1, '').wait).toBeUndefined();
});

test('a code that nobody has heard of may pass', () => expect(sortError(99_999, '').kind).toBe('later'));

test('three codes speak of the token', () => expect([...STALE_TOKEN].sort()).toEqual([40001, 40014, 42001]));
