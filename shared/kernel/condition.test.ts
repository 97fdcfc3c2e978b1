import fc from 'fast-check';
import { aCondition, aJson } from '../testing/arbitrary';
import { type Condition, evaluate, factsIn, factsOf } from './condition';
import type { Json } from './json';

const tree = {
  values: { kind: '水', depth: 3, photos: ['a'], none: [], blank: '', no: false, zero: 0, gone: null },
  priority: 'urgent',
};
const holds = (condition: Condition) => evaluate(condition, factsIn(tree));

test.each<readonly [boolean, Condition]>([
  [true, { op: 'always' }],
  [true, { op: 'is', fact: 'values.kind', value: '水' }],
  [false, { op: 'is', fact: 'values.kind', value: '电' }],
  [true, { op: 'is', fact: 'priority', value: 'urgent' }],
  [false, { op: 'is', fact: 'values.depth', value: '3' }],
  [true, { op: 'is', fact: 'values.no', value: false }],
  [false, { op: 'is', fact: 'values.zero', value: false }],
  [true, { op: 'is', fact: 'values.unheardOf', value: null }],
  [true, { op: 'is', fact: 'values.gone', value: null }],
  [false, { op: 'isNot', fact: 'values.unheardOf', value: null }],
  [true, { op: 'isNot', fact: 'values.unheardOf', value: '水' }],
  [true, { op: 'in', fact: 'values.kind', values: ['电', '水'] }],
  [false, { op: 'in', fact: 'values.kind', values: [] }],
  [true, { op: 'in', fact: 'values.unheardOf', values: [null] }],
  [true, { op: 'more', fact: 'values.depth', value: 2.9 }],
  [false, { op: 'more', fact: 'values.depth', value: 3 }],
  [true, { op: 'atLeast', fact: 'values.depth', value: 3 }],
  [true, { op: 'less', fact: 'values.depth', value: 3.1 }],
  [false, { op: 'less', fact: 'values.depth', value: 3 }],
  [true, { op: 'atMost', fact: 'values.depth', value: 3 }],
  [false, { op: 'atMost', fact: 'values.kind', value: 3 }],
  [false, { op: 'more', fact: 'values.unheardOf', value: -1 }],
  [false, { op: 'less', fact: 'values.gone', value: 1 }],
  [true, { op: 'filled', fact: 'values.photos' }],
  [true, { op: 'filled', fact: 'values.zero' }],
  [true, { op: 'filled', fact: 'values.no' }],
  [true, { op: 'empty', fact: 'values.none' }],
  [true, { op: 'empty', fact: 'values.blank' }],
  [true, { op: 'empty', fact: 'values.gone' }],
  [true, { op: 'empty', fact: 'values.unheardOf' }],
  [false, { op: 'filled', fact: 'values.photos.0' }],
  [true, { op: 'all', of: [] }],
  [false, { op: 'any', of: [] }],
  [false, { op: 'all', of: [{ op: 'always' }, { op: 'empty', fact: 'priority' }] }],
  [true, { op: 'any', of: [{ op: 'empty', fact: 'priority' }, { op: 'always' }] }],
  [false, { op: 'not', of: { op: 'always' } }],
])('%s: %j', (expected, condition) => {
  expect(holds(condition)).toBe(expected);
});

describe('names that every object has are no facts', () => {
  const everywhere = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'constructor.name',
    '__proto__.toString',
  ];
  test.each(everywhere.flatMap((name) => [name, `values.${name}`, `values.photos.${name}`, `values.kind.${name}`]))(
    '%s',
    (fact) => {
      expect(factsIn(tree)(fact)).toBeUndefined();
      expect(holds({ op: 'empty', fact })).toBe(true);
    },
  );

  test('unless they are the object’s own', () => {
    const facts = factsIn(JSON.parse('{"__proto__": {"constructor": 1}}') as Json);
    expect(facts('__proto__.constructor')).toBe(1);
    expect(facts('__proto__.toString')).toBeUndefined();
  });

  test('nor is the length of a list or a text', () => {
    expect(factsIn(tree)('values.photos.length')).toBeUndefined();
    expect(factsIn(tree)('values.kind.length')).toBeUndefined();
  });
});

test('an empty path is the member of that name', () => {
  expect(factsIn({ '': 1 })('')).toBe(1);
  expect(factsIn({})('')).toBeUndefined();
  expect(factsIn({ a: { '': 2 } })('a.')).toBe(2);
});

describe('for any condition over any facts', () => {
  test('there is an answer, and `not` turns it round', () => {
    fc.assert(
      fc.property(aCondition(['a', 'b.c', '__proto__', '']), aJson, (condition, json) => {
        const facts = factsIn(json);
        expect(evaluate({ op: 'not', of: condition }, facts)).toBe(!evaluate(condition, facts));
      }),
    );
  });

  test('only the facts that it names are asked for', () => {
    fc.assert(
      fc.property(aCondition(['a', 'b', 'c', 'd']), (condition) => {
        const named = new Set(factsOf(condition));
        evaluate(condition, (path) => {
          expect(named).toContain(path);
          return undefined;
        });
      }),
    );
  });

  test('`all` and `any` are each other’s mirror', () => {
    fc.assert(
      fc.property(fc.array(aCondition(['a', 'b'])), aJson, (of, json) => {
        const facts = factsIn(json);
        const mirror = evaluate({ op: 'any', of: of.map((part): Condition => ({ op: 'not', of: part })) }, facts);
        expect(evaluate({ op: 'all', of }, facts)).toBe(!mirror);
      }),
    );
  });
});
