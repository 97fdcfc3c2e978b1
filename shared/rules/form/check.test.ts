import { FIELD_TYPES } from '../../kinds';
import type { Field, FieldValue, FormValues } from '../../model/field';
import { field } from '../../testing/template';
import { picture, VOICE } from '../../testing/world';
import { checkForm, type Problem } from './check';

const only = (one: Field, value: FieldValue, draft = false): readonly Omit<Problem, 'key'>[] =>
  checkForm([one], 'report', { [one.key]: value }, { draft }).problems.map(({ key: _, ...problem }) => problem);
const x = (type: Field['type'], more = {}) => field('x', type, more);
const photos = (count: number) => Array.from({ length: count }, (_, index) => picture(index));

describe('a value must suit its field', () => {
  const options = ['水', '电'].map((value) => ({ value, label: { zh: value, en: value } }));
  const cases: readonly (readonly [string, Field, FieldValue, Omit<Problem, 'key'> | null])[] = [
    ['a line', x('text'), '漏水', null],
    ['a line of two lines', x('text'), '漏\n水', { problem: 'type' }],
    ['a line that turns around', x('text'), '漏\u202e水', { problem: 'type' }],
    ['a line with a line separator', x('text'), '漏\u2028水', { problem: 'type' }],
    ['a line of 120', x('text'), 'a'.repeat(120), null],
    ['a line of 121', x('text'), 'a'.repeat(121), { problem: 'tooLong', limit: 120 }],
    ['a line of pictures', x('text'), photos(1), { problem: 'type' }],
    ['prose of several lines', x('longText'), '一\n二', null],
    ['prose of 10,000', x('longText'), '水'.repeat(10_000), null],
    ['prose of 10,001', x('longText'), '水'.repeat(10_001), { problem: 'tooLong', limit: 10_000 }],
    ['prose in emoji counts two each', x('longText'), '🔧'.repeat(5_001), { problem: 'tooLong', limit: 10_000 }],
    ['a mobile number', x('phone'), '13800138000', null],
    ['a number abroad', x('phone'), '+86 138-0013-8000', null],
    ['an extension too short', x('phone'), '8001', { problem: 'phone' }],
    ['a number in words', x('phone'), '一三八零零', { problem: 'phone' }],
    ['a number left open', x('phone'), '138-0013-', { problem: 'phone' }],
    ['a number of 21', x('phone'), '1'.repeat(21), { problem: 'tooLong', limit: 20 }],
    ['a number as stars', x('phone'), { stars: 3 }, { problem: 'type' }],
    ['one of the choices', x('select', { options }), '水', null],
    ['none of the choices', x('select', { options }), '气', { problem: 'option' }],
    ['a choice without choices', x('select'), '水', { problem: 'option' }],
    ['a choice in pictures', x('select', { options }), photos(1), { problem: 'type' }],
    ['a priority', x('priority'), 'urgent', null],
    ['no priority', x('priority'), 'asap', { problem: 'option' }],
    ['pictures', x('photo'), photos(9), null],
    ['too many pictures', x('photo', { max: 2 }), photos(3), { problem: 'tooMany', limit: 2 }],
    ['more pictures than any field takes', x('photo'), photos(10), { problem: 'tooMany', limit: 9 }],
    ['too few pictures', x('photo', { min: 2 }), photos(1), { problem: 'tooFew', limit: 2 }],
    ['one picture twice', x('photo', { min: 2 }), [picture(1), picture(1)], { problem: 'tooFew', limit: 2 }],
    ['a picture in words', x('photo'), picture(1), { problem: 'type' }],
    ['a place', x('location'), { lat: 31, lng: 121, address: '人民广场' }, null],
    ['a place in words', x('location'), '人民广场', { problem: 'type' }],
    ['a place in pictures', x('location'), photos(1), { problem: 'type' }],
    ['stars', x('rating'), { stars: 5, tags: ['快'] }, null],
    ['stars for a place', x('location'), { stars: 5 }, { problem: 'type' }],
    ['a place for stars', x('rating'), { lat: 31, lng: 121 }, { problem: 'type' }],
    ['a signature', x('signature'), picture(1), null],
    ['a signature of two', x('signature'), photos(2), { problem: 'type' }],
    ['a voice note', x('voice'), { file: VOICE, seconds: 12 }, null],
    ['a voice note as a file alone', x('voice'), VOICE, { problem: 'type' }],
    ['stars for a voice note', x('voice'), { stars: 3 }, { problem: 'type' }],
    ['a site', x('site'), 's0000000000000000001', null],
    ['a site with a tail', x('site'), 's'.repeat(41), { problem: 'tooLong', limit: 40 }],
    ['an asset as a place', x('asset'), { lat: 1, lng: 1 }, { problem: 'type' }],
  ];
  test.each(cases)('%s', (_, one, value, problem) => {
    expect(only(one, value)).toEqual(problem === null ? [] : [problem]);
  });

  test.each(FIELD_TYPES)('a required %s may not be left out, blank or emptied; otherwise it may', (type) => {
    const blanks: readonly FormValues[] = [{}, { x: '' }, { x: '\u200b' }, { x: ' \u3000' }, { x: [] }];
    for (const values of blanks) {
      const required = checkForm([x(type, { required: true })], 'report', values);
      expect(required).toEqual({ values: {}, problems: [{ key: 'x', problem: 'required' }] });
      expect(checkForm([x(type, { required: true })], 'report', values, { draft: true }).problems).toEqual([]);
      expect(checkForm([x(type)], 'report', values)).toEqual({ values: {}, problems: [] });
    }
  });

  test('a draft may have too few pictures, but not too many', () => {
    expect(only(x('photo', { min: 2 }), photos(1), true)).toEqual([]);
    expect(only(x('photo', { max: 2 }), photos(3), true)).toEqual([{ problem: 'tooMany', limit: 2 }]);
  });
});

describe('names that every object has', () => {
  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])('%s is a field like any other', (key) => {
    const one = field(key, 'text', { required: true });
    expect(checkForm([one], 'report', {}).problems).toEqual([{ key, problem: 'required' }]);
    expect(checkForm([one], 'report', { [key]: '好' })).toEqual({ values: { [key]: '好' }, problems: [] });
  });

  test('__proto__ is no field at all', () => {
    const values = JSON.parse('{"__proto__": "x"}') as FormValues;
    expect(checkForm([x('text')], 'report', values).problems).toEqual([{ key: '__proto__', problem: 'unknown' }]);
  });
});

describe('what is hidden', () => {
  const hasWater = { op: 'is', fact: 'values.kind', value: 'water' } as const;
  const fields = [
    field('kind', 'text'),
    field('depth', 'text', { visibleWhen: hasWater, required: true }),
    field('pump', 'text', { visibleWhen: { op: 'filled', fact: 'values.depth' } }),
  ];
  const check = (values: FormValues, options = {}) => checkForm(fields, 'report', values, options);

  test('is neither asked nor kept', () => {
    expect(check({ kind: 'fire', depth: '3' })).toEqual({ values: { kind: 'fire' }, problems: [] });
  });
  test('is asked when it shows', () => {
    expect(check({ kind: 'water' }).problems).toEqual([{ key: 'depth', problem: 'required' }]);
  });
  test('decides nothing: what hangs on it is hidden as well', () => {
    expect(check({ kind: 'fire', depth: '3', pump: 'A' })).toEqual({ values: { kind: 'fire' }, problems: [] });
    expect(check({ kind: 'water', depth: '3', pump: 'A' }).values).toEqual({ kind: 'water', depth: '3', pump: 'A' });
  });
  test('is blanked when a draft had it', () => {
    const known = { kind: 'water', depth: '3', pump: 'A' };
    expect(check({ kind: 'fire' }, { known }).values).toEqual({ kind: 'fire', depth: '', pump: '' });
    expect(check({ kind: 'fire' }, { known, draft: true }).values).toEqual({ kind: 'fire' });
  });
  test('shows no mistakes', () => {
    expect(check({ kind: 'fire', depth: photos(1) }).problems).toEqual([]);
  });
});

describe('what is known already', () => {
  const fields = [field('x', 'text', { required: true }), field('y', 'text', { node: 'repair', required: true })];
  const known = { x: 'before', y: 'a draft' };

  test('counts as filled in, and is not repeated', () => {
    expect(checkForm(fields, 'report', {}, { known })).toEqual({ values: {}, problems: [] });
  });
  test('can be asked about', () => {
    const asks = [field('y', 'text', { node: 'repair', visibleWhen: { op: 'is', fact: 'values.x', value: 'after' } })];
    expect(checkForm(asks, 'repair', { y: 'new' }, { known }).values).toEqual({ y: '' });
    expect(checkForm(asks, 'repair', { y: 'new' }, { known: { x: 'after' } }).values).toEqual({ y: 'new' });
  });
  test('can be taken back where nothing requires it', () => {
    const optional = [field('x', 'text')];
    expect(checkForm(optional, 'report', { x: '' }, { known })).toEqual({ values: { x: '' }, problems: [] });
    expect(checkForm(optional, 'report', { x: [] }, { known, draft: true }).values).toEqual({ x: '' });
    expect(checkForm(fields, 'report', { x: '' }, { known }).problems).toEqual([{ key: 'x', problem: 'required' }]);
  });
  test('of another node cannot be rewritten here', () => {
    expect(checkForm(fields, 'repair', { x: 'after' }, { known }).problems).toEqual([{ key: 'x', problem: 'unknown' }]);
  });
});

test('`requiredWhen` asks in its case only', () => {
  const one = field('reason', 'text', { requiredWhen: { op: 'is', fact: 'values.kind', value: 'other' } });
  const both = [field('kind', 'text'), one];
  expect(checkForm(both, 'report', { kind: 'other' }).problems).toEqual([{ key: 'reason', problem: 'required' }]);
  expect(checkForm(both, 'report', { kind: 'water' }).problems).toEqual([]);
});
