// Generators that several property tests share.
import fc from 'fast-check';
import type { Condition, Scalar } from '../kernel/condition';
import type { Json } from '../kernel/json';

const key = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('__proto__', 'constructor', 'a', 'b', 'c'));
/** Finite numbers only, and no negative zero: JSON has neither. */
const aNumber = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((n) => n + 0);

export const aJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    aNumber,
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('json')), { maxLength: 4 })
      // fromEntries defines members, so that `__proto__` becomes one like any other
      .map((entries) => Object.fromEntries(entries)),
  ),
})).json;

const aScalar: fc.Arbitrary<Scalar> = fc.constantFrom<Scalar>(null, true, false, '', 'x', '水', 0, 1, 2.5);

export function aCondition(facts: readonly string[]): fc.Arbitrary<Condition> {
  const fact = fc.constantFrom(...facts);
  const leaf = fc.oneof(
    fc.constant<Condition>({ op: 'always' }),
    fc.record({ op: fc.constantFrom('is' as const, 'isNot' as const), fact, value: aScalar }),
    fc.record({ op: fc.constant('in' as const), fact, values: fc.array(aScalar, { maxLength: 3 }) }),
    fc.record({
      op: fc.constantFrom('more' as const, 'less' as const, 'atLeast' as const, 'atMost' as const),
      fact,
      value: fc.integer({ min: -2, max: 3 }),
    }),
    fc.record({ op: fc.constantFrom('filled' as const, 'empty' as const), fact }),
  );
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.record({
        op: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    ),
  })).condition;
}
