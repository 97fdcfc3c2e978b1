// Which of a template's fields a person sees at a node, given what is filled in so far.
import { evaluate, type Facts, factsIn } from '../../kernel/condition';
import type { Json } from '../../kernel/json';
import type { Field, FormValues } from '../../model/field';

export const fieldsAt = (fields: readonly Field[], node: string): readonly Field[] =>
  fields.filter((field) => field.node === node);

export function visibleFields(fields: readonly Field[], node: string, values: FormValues): readonly Field[] {
  const facts = formFacts(values);
  return fieldsAt(fields, node).filter((field) => isVisible(field, facts));
}

export const isVisible = (field: Field, facts: Facts): boolean =>
  field.visibleWhen === undefined || evaluate(field.visibleWhen, facts);

export const isRequired = (field: Field, facts: Facts): boolean =>
  field.required === true || (field.requiredWhen !== undefined && evaluate(field.requiredWhen, facts));

/** Conditions of a form ask for `values.<key>`. */
export const formFacts = (values: FormValues): Facts => factsIn({ values: values as unknown as Json });
