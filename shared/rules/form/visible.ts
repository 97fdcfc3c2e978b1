// Which of a template's fields a person sees at a node, given what is filled in so far.
import { evaluate, type Facts, factsIn } from '../../kernel/condition';
import type { Json } from '../../kernel/json';
import { isVisible } from '../../kernel/text';
import type { Field, FieldValue, FormValues } from '../../model/field';

export const fieldsAt = (fields: readonly Field[], node: string): readonly Field[] =>
  fields.filter((field) => field.node === node);

export const visibleFields = (fields: readonly Field[], node: string, values: FormValues): readonly Field[] =>
  formAt(fields, node, values).shown;

/**
 * The fields that show, and the facts that their conditions saw. An answer that is itself hidden decides nothing, so the
 * conditions are asked again until no more changes; `validate` lets no circle through, so the rounds are enough.
 */
export function formAt(
  fields: readonly Field[],
  node: string,
  values: FormValues,
): { readonly shown: readonly Field[]; readonly facts: Facts } {
  const here = fieldsAt(fields, node);
  const answers = Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
  let shown = here;
  let facts = formFacts(answers);
  for (let round = 0; round <= here.length; round++) {
    const next = here.filter((field) => shows(field, facts));
    if (next.length === shown.length && next.every((field) => shown.includes(field))) break;
    shown = next;
    facts = formFacts(
      without(
        answers,
        here.filter((field) => !next.includes(field)),
      ),
    );
  }
  return { shown, facts };
}

/** An answer left empty, or taken back, or of characters that show nothing. */
export const isBlank = (value: FieldValue | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' && !isVisible(value)) ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && 'checks' in value && Object.keys(value.checks).length === 0);

const without = (values: FormValues, hidden: readonly Field[]): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.some((field) => field.key === key)));

const shows = (field: Field, facts: Facts): boolean =>
  field.visibleWhen === undefined || evaluate(field.visibleWhen, facts);

export const isRequired = (field: Field, facts: Facts): boolean =>
  field.required === true || (field.requiredWhen !== undefined && evaluate(field.requiredWhen, facts));

/** Conditions of a form ask for `values.<key>`. */
export const formFacts = (values: FormValues): Facts => factsIn({ values: values as unknown as Json });
