import fc from 'fast-check';
import type { Condition } from '../kernel/condition';
import { LIMITS } from '../limits';
import { aCondition } from '../testing/arbitrary';
import { aSoundTemplate } from '../testing/flows';
import { BRANCHED_BODY, REPAIR_BODY } from '../testing/sample';
import { body, branch, dispatch, end, field, start } from '../testing/template';
import { condition } from './condition';
import { fieldValue, formValues } from './field';
import { flow } from './flow';
import { templateBody } from './template';

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('a template', () => {
  test('travels unchanged', () => {
    for (const each of [REPAIR_BODY, BRANCHED_BODY]) expect(templateBody.parse(each)).toEqual(each);
  });

  test('of any sound make travels unchanged, unless it is too large', () => {
    fc.assert(
      fc.property(aSoundTemplate, (each) => {
        const parsed = templateBody.safeParse(JSON.parse(JSON.stringify(each)));
        if (parsed.success) expect(parsed.data).toEqual(each);
        else expect(parsed.error.issues.map((issue) => issue.path[0])).toContain('flow');
      }),
      { numRuns: 50 },
    );
  });

  test.each<readonly [string, unknown]>([
    ['no fields', { ...REPAIR_BODY, fields: [] }],
    ['too many fields', { ...REPAIR_BODY, fields: Array.from({ length: 101 }, (_, no) => field(`f${no}`, 'text')) }],
    ['a promise of nothing', { ...REPAIR_BODY, promise: { ...REPAIR_BODY.promise, low: 0 } }],
    ['a promise of more than a year', { ...REPAIR_BODY, promise: { ...REPAIR_BODY.promise, low: 525_601 } }],
    ['no promise for urgent ones', { ...REPAIR_BODY, promise: { low: 1, normal: 1, high: 1 } }],
    ['a title bound to nothing', { ...REPAIR_BODY, binds: {} }],
    ['a field of an unknown type', { ...REPAIR_BODY, fields: [{ ...field('f', 'text'), type: 'sql' }] }],
    ['a choice of nothing', { ...REPAIR_BODY, fields: [field('f', 'select', { options: [] })] }],
    ['more pictures than any field takes', { ...REPAIR_BODY, fields: [field('f', 'photo', { max: 10 })] }],
    ['something more', { ...REPAIR_BODY, script: 'x' }],
  ])('with %s does not travel', (_, value) => {
    expect(takes(templateBody, value)).toBe(false);
  });
});

describe('a flow', () => {
  const nested = (depth: number): ReturnType<typeof branch> =>
    branch(`b${depth}`, [depth === 1 ? end() : nested(depth - 1)]);
  const row = (count: number) => Array.from({ length: count }, (_, no) => dispatch(`d${no}`));

  test('branches three deep, and no deeper', () => {
    expect(takes(flow, [start(), nested(3)])).toBe(true);
    expect(takes(flow, [start(), nested(4)])).toBe(false);
  });
  test('has at most 60 nodes, those of its arms included', () => {
    expect(takes(flow, row(LIMITS.flowNodes))).toBe(true);
    expect(takes(flow, row(LIMITS.flowNodes + 1))).toBe(false);
    expect(takes(flow, [branch('b', row(30), row(29))])).toBe(true);
    expect(takes(flow, [branch('b', row(30), row(30))])).toBe(false);
    expect(templateBody.safeParse(body([branch('b', row(30), row(30))])).error?.issues).toMatchObject([
      { path: ['flow'], message: 'at most 60 nodes' },
    ]);
  });
  test.each([
    ['of an unknown kind', { ...dispatch(), kind: 'script' }],
    ['with a name like no other', { ...dispatch(), id: '__proto__' }],
    ['without words', { id: 'd', kind: 'end' }],
    ['with more to it', { ...end(), run: 'x' }],
    ['of nobody', { ...dispatch(), by: { kind: 'nobody' } }],
  ])('takes no node %s', (_, node) => {
    expect(takes(flow, [start(), node])).toBe(false);
  });
});

describe('a condition', () => {
  const deep = (depth: number): Condition => (depth === 1 ? { op: 'always' } : { op: 'not', of: deep(depth - 1) });
  const wide = (count: number): Condition => ({ op: 'any', of: new Array(count).fill({ op: 'always' }) });

  test('travels unchanged', () => {
    fc.assert(
      fc.property(aCondition(['priority', 'values.a', 'values.rating.stars']), (each) => {
        expect(condition.parse(JSON.parse(JSON.stringify(each)))).toEqual(each);
      }),
    );
  });
  test('is four levels deep at most', () => {
    expect(takes(condition, deep(4))).toBe(true);
    expect(takes(condition, deep(5))).toBe(false);
  });
  test('is twenty wide at most, and asks something', () => {
    expect(takes(condition, wide(20))).toBe(true);
    expect(takes(condition, wide(21))).toBe(false);
    expect(takes(condition, wide(0))).toBe(false);
  });
  test.each<readonly [string, unknown]>([
    ['asks for nothing', { op: 'filled' }],
    ['asks by an empty name', { op: 'filled', fact: '' }],
    ['asks by a name with a gap', { op: 'filled', fact: 'values..a' }],
    ['asks by an inherited name', { op: 'filled', fact: '__proto__.x' }],
    ['asks by half a character', { op: 'filled', fact: 'values.\ud83d' }],
    ['asks by a long name', { op: 'filled', fact: 'a'.repeat(101) }],
    ['compares with half a character', { op: 'is', fact: 'values.a', value: '\ud83d' }],
    ['compares with a null byte', { op: 'is', fact: 'values.a', value: '\u0000' }],
    ['compares with a list', { op: 'is', fact: 'values.a', value: [1] }],
    ['compares sizes of words', { op: 'more', fact: 'values.a', value: '1' }],
    ['compares with no number', { op: 'more', fact: 'values.a', value: Number.NaN }],
    ['is unheard of', { op: 'matches', fact: 'values.a', value: '.*' }],
  ])('that %s does not travel', (_, value) => {
    expect(takes(condition, value)).toBe(false);
  });
});

describe('a value', () => {
  const file = 'f0000000000000000001';
  test.each<readonly [boolean, unknown]>([
    [true, ''],
    [true, '水'.repeat(10_000)],
    [false, '水'.repeat(10_001)],
    [true, '🔧'.repeat(5_000)],
    [false, '🔧'.repeat(5_001)],
    [false, 'a\u0000'],
    [true, []],
    [true, new Array(9).fill(file)],
    [false, new Array(10).fill(file)],
    [false, ['../../etc/passwd']],
    [true, { lat: 31.2, lng: 121.4, accuracy: 12.5, address: '人民广场' }],
    [false, { lat: 31.2 }],
    [false, { lat: 1e9, lng: 0 }],
    [false, { lat: 0, lng: 0, accuracy: -1 }],
    [true, { stars: 5, tags: ['快'], words: '很好' }],
    [false, { stars: 0 }],
    [false, { stars: 4.5 }],
    [false, { stars: 6 }],
    [false, { stars: 5, tags: new Array(11).fill('快') }],
    [false, { lat: 0, lng: 0, stars: 5 }],
    [false, 7],
    [false, true],
    [false, null],
    [false, [[file]]],
  ])('%s: %j', (good, value) => {
    expect(takes(fieldValue, value)).toBe(good);
  });

  test('goes by a field’s key', () => {
    expect(takes(formValues, { title: 'x', constructor: 'y' })).toBe(true);
    expect(formValues.parse(JSON.parse('{"__proto__": "x"}'))).toEqual({});
    for (const key of ['Title', 'a.b', '', 'a'.repeat(41)]) {
      expect([key, takes(formValues, JSON.parse(`{"${key}": "x"}`))]).toEqual([key, false]);
    }
  });
});
