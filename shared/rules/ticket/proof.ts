// Proof of work: photos and checklists that a step demands, and signatures. Each round of work brings its own.
import type { FileId } from '../../kernel/id';
import type { Field, FormValues } from '../../model/field';
import type { Template } from '../../model/template';
import { nodesOf } from '../flow/find';
import { picturesIn } from '../form/checklist';
import { isBlank } from '../form/visible';

/** A photo or a checklist that is demanded only in some case counts too: the next round may be that case. */
const isProof = (field: Field): boolean =>
  field.type === 'signature' ||
  ((field.type === 'photo' || field.type === 'checklist') &&
    (field.required === true || field.requiredWhen !== undefined));

/** The filled fields that must be filled anew when work goes back to this node: its own, and those of the steps after it. */
export function proofFrom({ flow, fields }: Template, returnTo: string, values: FormValues): readonly string[] {
  const ids = nodesOf(flow).map((node) => node.id);
  const again = new Set(ids.slice(ids.indexOf(returnTo)));
  return fields
    .filter((field) => again.has(field.node) && isProof(field) && Object.hasOwn(values, field.key))
    .filter((field) => !isBlank(values[field.key]))
    .map((field) => field.key);
}

/** Files given as proof now; one that the field held already, from a draft of this round, is not given again. */
export function proofIn(fields: readonly Field[], values: FormValues, known: FormValues): readonly FileId[] {
  const held = (source: FormValues, key: string): readonly string[] => {
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value : picturesIn(value);
  };
  return fields.filter(isProof).flatMap((field) => {
    const before = held(known, field.key);
    return held(values, field.key).filter((id) => id !== '' && !before.includes(id)) as FileId[];
  });
}
