// Does what was filled in suit the form? The same answer in the mini-program, the console and on the server.

import { owns } from '../../kernel/own';
import { isOneLine } from '../../kernel/text';
import { PRIORITIES } from '../../kinds';
import { LIMITS } from '../../limits';
import type { Field, FieldValue, FormValues } from '../../model/field';
import { checklistProblem } from './checklist';
import { fieldsAt, formAt, isBlank, isRequired } from './visible';

export const PROBLEMS = [
  'required',
  'type',
  'tooLong',
  'tooFew',
  'tooMany',
  'option',
  'phone',
  'checks',
  'unknown',
] as const;
/** `limit`: the number that was missed, where there is one; of `checks`, how many items are still open. */
export type Problem = { readonly key: string; readonly problem: (typeof PROBLEMS)[number]; readonly limit?: number };
export type Checked = { readonly values: FormValues; readonly problems: readonly Problem[] };

/**
 * `known` are values from earlier nodes and earlier saves, which conditions may ask for and which count as filled in. What is
 * hidden is left out; what was known but is blank or hidden now is kept as blank, so that it replaces the old answer. A key
 * that the node does not ask for is a problem. `draft`: nothing is required yet.
 */
export function checkForm(
  fields: readonly Field[],
  node: string,
  values: FormValues,
  { known = {}, draft = false }: { readonly known?: FormValues; readonly draft?: boolean } = {},
): Checked {
  const here = fieldsAt(fields, node);
  const all = { ...known, ...values };
  const { shown, facts } = formAt(fields, node, all);
  const kept: Record<string, FieldValue> = {};
  const problems: Problem[] = Object.keys(values)
    .filter((key) => !here.some((field) => field.key === key))
    .map((key) => ({ key, problem: 'unknown' }));
  for (const field of here) {
    const { key } = field;
    const value = own(all, key);
    if (value === undefined || isBlank(value) || !shown.includes(field)) {
      if (!isBlank(own(known, key)) && (shown.includes(field) || !draft)) kept[key] = '';
      if (!draft && shown.includes(field) && isRequired(field, facts)) problems.push({ key, problem: 'required' });
      continue;
    }
    // A number that was taken before may be kept elsewhere since, and something else stand for it.
    const taken = field.type === 'phone' && !owns(values, key);
    const problem = taken ? null : check(field, value, draft);
    if (problem !== null) problems.push({ key, ...problem });
    else if (owns(values, key)) kept[key] = value;
  }
  return { values: kept, problems };
}

/** A field may be called `constructor`. */
const own = (values: FormValues, key: string): FieldValue | undefined => (owns(values, key) ? values[key] : undefined);

type Found = { readonly problem: Problem['problem']; readonly limit?: number } | null;
const PHONE = /^\+?[0-9][0-9 -]{3,18}[0-9]$/;

function check(field: Field, value: FieldValue, draft: boolean): Found {
  switch (field.type) {
    case 'text':
      return text(value, LIMITS.title) ?? (isOneLine(String(value)) ? null : { problem: 'type' });
    case 'longText':
      return text(value, LIMITS.longText);
    case 'phone':
      return text(value, LIMITS.phone) ?? (PHONE.test(String(value)) ? null : { problem: 'phone' });
    case 'select':
      return oneOf(value, field.options?.map((option) => option.value) ?? []);
    case 'priority':
      return oneOf(value, PRIORITIES);
    case 'photo':
      return photos(value, draft ? 0 : (field.min ?? 0), field.max ?? LIMITS.photosPerField);
    case 'signature':
    case 'site':
    case 'asset':
      return text(value, LIMITS.code);
    case 'location':
      return has(value, 'lat') ? null : { problem: 'type' };
    case 'rating':
      return has(value, 'stars') ? null : { problem: 'type' };
    case 'voice':
      return has(value, 'file') ? null : { problem: 'type' };
    case 'checklist':
      return checklistProblem(field.items ?? [], value, draft);
  }
}

const has = (value: FieldValue, key: string) => typeof value === 'object' && owns(value, key);

function text(value: FieldValue, limit: number): Found {
  if (typeof value !== 'string') return { problem: 'type' };
  return value.length > limit ? { problem: 'tooLong', limit } : null;
}

function oneOf(value: FieldValue, options: readonly string[]): Found {
  if (typeof value !== 'string') return { problem: 'type' };
  return options.includes(value) ? null : { problem: 'option' };
}

function photos(value: FieldValue, min: number, max: number): Found {
  if (!Array.isArray(value)) return { problem: 'type' };
  if (value.length > max) return { problem: 'tooMany', limit: max };
  return new Set(value).size < min ? { problem: 'tooFew', limit: min } : null;
}
