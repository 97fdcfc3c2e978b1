// What was done, in the words of those who did it: what a later reader wants to know of a ticket that is over.
import { owns } from '../../kernel/own';
import type { FormValues } from '../../model/field';
import type { Template } from '../../model/template';
import { nodesOf } from '../flow/find';
import { checksIn, flaggedItems } from '../form/checklist';
import { isBlank } from '../form/visible';

export type Did = {
  /** Written at the steps of the work, in the form's order. */
  readonly words: readonly string[];
  /** How many items of its checklists were out of order. */
  readonly flags: number;
};

export function didIn({ flow, fields }: Pick<Template, 'flow' | 'fields'>, values: FormValues): Did {
  const tasks = new Set(nodesOf(flow).flatMap(({ id, kind }) => (kind === 'task' ? [id] : [])));
  const filled = fields.filter(({ key, node }) => tasks.has(node) && owns(values, key) && !isBlank(values[key]));
  return {
    words: filled.flatMap(({ type, key }) => {
      const value = values[key];
      return (type === 'text' || type === 'longText') && typeof value === 'string' ? [value] : [];
    }),
    flags: filled
      .filter(({ type }) => type === 'checklist')
      .reduce((sum, { items = [], key }) => sum + flaggedItems(items, checksIn(values[key])).length, 0),
  };
}
