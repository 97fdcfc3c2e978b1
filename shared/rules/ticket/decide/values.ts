// The values of a command's form, checked against the template and the records that they point to.

import type { FileId } from '../../../kernel/id';
import type { Json } from '../../../kernel/json';
import { no, ok, type Result } from '../../../kernel/result';
import type { FileKind } from '../../../kinds';
import type { FormValues } from '../../../model/field';
import { type Refusal, refuse } from '../../../refusal';
import { checkForm } from '../../form/check';
import { referencesIn } from '../../form/references';
import type { Context } from '../context';
import { proofIn } from '../proof';

export function acceptValues(
  context: Pick<Context, 'template' | 'facts'>,
  node: string,
  values: FormValues,
  options: { readonly known?: FormValues; readonly draft?: boolean } = {},
): Result<FormValues, Refusal> {
  const checked = checkForm(context.template.fields, node, values, options);
  if (checked.problems.length > 0) return no(refuse('form', { fields: checked.problems as unknown as Json }));
  const refs = referencesIn(context.template.fields, checked.values);
  const missing =
    missingFile(context, refs.files, 'image') ??
    missingFile(context, refs.voices, 'audio') ??
    staleProof(context, checked.values, options.known ?? {}) ??
    missingFrom('site', refs.sites, context.facts.sites) ??
    missingFrom('asset', refs.assets, context.facts.assets);
  return missing === null ? ok(checked.values) : no(missing);
}

/** Every file must be there, free to take, and of the kind that is wanted. */
export function missingFile(
  { facts }: Pick<Context, 'facts'>,
  files: readonly FileId[],
  kind: FileKind,
): Refusal | null {
  const bad = files.find((id) => {
    const file = facts.files.get(id);
    return file === undefined || !file.free || file.kind !== kind;
  });
  return bad === undefined ? null : refuse('unknown_reference', { kind: 'file', id: bad });
}

/** An old picture proves nothing new, and another's signature is not this person's. */
function staleProof(
  { template, facts }: Pick<Context, 'template' | 'facts'>,
  values: FormValues,
  known: FormValues,
): Refusal | null {
  const bad = proofIn(template.fields, values, known).find((id) => facts.files.get(id)?.fresh !== true);
  return bad === undefined ? null : refuse('unknown_reference', { kind: 'file', id: bad });
}

function missingFrom(kind: string, ids: readonly string[], known: { has(id: never): boolean }): Refusal | null {
  const bad = ids.find((id) => !known.has(id as never));
  return bad === undefined ? null : refuse('unknown_reference', { kind, id: bad });
}
