// THE expression language: a JSON tree over named facts. Flows, forms and policies all ask through it; nothing else evaluates.
import type { Json } from './json';
import { owns } from './own';

export type Condition =
  | { readonly op: 'always' }
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'is' | 'isNot'; readonly fact: string; readonly value: Scalar }
  | { readonly op: 'in'; readonly fact: string; readonly values: readonly Scalar[] }
  | { readonly op: 'more' | 'less' | 'atLeast' | 'atMost'; readonly fact: string; readonly value: number }
  | { readonly op: 'filled' | 'empty'; readonly fact: string };

export type Scalar = string | number | boolean | null;
/** Facts by dotted path: `facts('values.priority')`. */
export type Facts = (path: string) => Json | undefined;

/** Total: an unknown fact is empty, a comparison with something that is no number is false. */
export function evaluate(condition: Condition, facts: Facts): boolean {
  switch (condition.op) {
    case 'always':
      return true;
    case 'all':
      return condition.of.every((part) => evaluate(part, facts));
    case 'any':
      return condition.of.some((part) => evaluate(part, facts));
    case 'not':
      return !evaluate(condition.of, facts);
    case 'is':
      return (facts(condition.fact) ?? null) === condition.value;
    case 'isNot':
      return (facts(condition.fact) ?? null) !== condition.value;
    case 'in':
      return condition.values.some((value) => value === (facts(condition.fact) ?? null));
    case 'filled':
      return !isEmpty(facts(condition.fact));
    case 'empty':
      return isEmpty(facts(condition.fact));
    default:
      return compare(condition.op, facts(condition.fact), condition.value);
  }
}

/** Every fact that the condition reads, for checking a form or a flow before it is published. */
export function factsOf(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'always':
      return [];
    case 'all':
    case 'any':
      return condition.of.flatMap(factsOf);
    case 'not':
      return factsOf(condition.of);
    default:
      return [condition.fact];
  }
}

/** Facts read from a plain object tree, by dotted path. */
export function factsIn(tree: Json): Facts {
  return (path) => {
    let here: Json | undefined = tree;
    for (const step of path.split('.')) {
      if (here === null || typeof here !== 'object' || Array.isArray(here) || !owns(here, step)) return undefined;
      here = (here as { readonly [key: string]: Json | undefined })[step];
    }
    return here;
  };
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function compare(op: 'more' | 'less' | 'atLeast' | 'atMost', fact: Json | undefined, value: number): boolean {
  if (typeof fact !== 'number') return false;
  if (op === 'more') return fact > value;
  if (op === 'less') return fact < value;
  return op === 'atLeast' ? fact >= value : fact <= value;
}
