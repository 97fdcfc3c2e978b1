// Whatever is filled in: the same check again finds nothing new, and nothing hidden gets through.
import fc from 'fast-check';
import type { Field, FieldValue, FormValues } from '../../model/field';
import { fill, valueFor } from '../../testing/fill';
import { aSoundTemplate } from '../../testing/flows';
import { frozen } from '../../testing/freeze';
import { field } from '../../testing/template';
import { picture } from '../../testing/world';
import { checkForm } from './check';
import { fieldsAt, visibleFields } from './visible';

const KEYS = ['title', 'f0', 'f1', 'f2', 'f3', 'f4'];
const aValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom<FieldValue>('', 'x', '水', 'urgent', '13800138000', 'a\nb', [], { stars: 3 }, { lat: 31, lng: 121 }),
  fc.array(fc.constantFrom(picture(1), picture(2), picture(3)), { maxLength: 10 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const someValues: fc.Arbitrary<FormValues> = fc.dictionary(fc.constantFrom(...KEYS, 'gone', 'constructor'), aValue);
/** Values that suit, for some of the fields. */
const suited = (fields: readonly Field[]): fc.Arbitrary<FormValues> =>
  fc
    .array(fc.tuple(fc.constantFrom(...fields), fc.nat(99)))
    .map((chosen) => Object.fromEntries(chosen.map(([one, whim]) => [one.key, valueFor(one, whim)])));

type Given = { readonly fields: readonly Field[]; readonly values: FormValues; readonly known: FormValues };
const given: fc.Arbitrary<Given> = aSoundTemplate.chain(({ fields }) =>
  fc.record({
    fields: fc.constant(fields),
    values: fc.oneof(someValues, suited(fields)),
    known: fc.oneof(fc.constant({}), suited(fields)),
  }),
);
const always = (property: (given: Given & { readonly node: string }) => void) =>
  fc.assert(
    fc.property(given, (one) => {
      for (const node of new Set(one.fields.map((each) => each.node))) property(frozen({ ...one, node }));
    }),
    { numRuns: 300 },
  );

test('checking what was kept keeps it, and finds no other mistake', () => {
  always(({ fields, node, values, known }) => {
    for (const draft of [true, false]) {
      const first = checkForm(fields, node, values, { known, draft });
      if (first.problems.length > 0) continue;
      expect(checkForm(fields, node, first.values, { known, draft })).toEqual(first);
      // as the server goes on: what was kept is known from now on
      const later = { ...known, ...first.values };
      expect(checkForm(fields, node, {}, { known: later, draft })).toEqual({ values: {}, problems: [] });
    }
  });
});

test('only what shows is kept, as it was given; of the rest, blanks where there was something', () => {
  always(({ fields, node, values, known }) => {
    const shown = visibleFields(fields, node, { ...known, ...values }).map((one) => one.key);
    for (const [key, value] of Object.entries(checkForm(fields, node, values, { known }).values)) {
      if (value === '') expect(Object.keys(known)).toContain(key);
      else {
        expect(shown).toContain(key);
        expect(value).toBe(values[key]);
      }
    }
  });
});

test('each mistake is told once, at a field that shows or that has no place here', () => {
  always(({ fields, node, values, known }) => {
    const { problems } = checkForm(fields, node, values, { known });
    const here = fieldsAt(fields, node).map((one) => one.key);
    const shown = visibleFields(fields, node, { ...known, ...values }).map((one) => one.key);
    expect(new Set(problems.map((one) => one.key)).size).toBe(problems.length);
    for (const { key, problem } of problems) {
      if (problem === 'unknown') expect(here).not.toContain(key);
      else expect(shown).toContain(key);
    }
  });
});

test('a draft forgives what is missing, and nothing else', () => {
  always(({ fields, node, values, known }) => {
    const strict = checkForm(fields, node, values, { known }).problems;
    const draft = checkForm(fields, node, values, { known, draft: true }).problems;
    expect(draft).toEqual(strict.filter((one) => one.problem !== 'required' && one.problem !== 'tooFew'));
  });
});

test('every form can be filled in', () => {
  always(({ fields, node, known }) => {
    for (const whim of [0, 77, 0xffff]) {
      expect(checkForm(fields, node, fill(fields, node, known, whim), { known }).problems).toEqual([]);
    }
  });
});

test('whatever the conditions, even round in circles, there is an answer', () => {
  const circle = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS), fc.boolean()), { maxLength: 8 });
  fc.assert(
    fc.property(circle, someValues, (lines, values) => {
      const fields = lines.map(([key, other, filled]) =>
        field(key, 'text', { visibleWhen: { op: filled ? 'filled' : 'empty', fact: `values.${other}` } }),
      );
      expect(checkForm(fields, 'report', values).problems.length).toBeGreaterThanOrEqual(0);
    }),
  );
});
