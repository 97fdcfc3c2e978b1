// A member's picture: one that whoever gives it has uploaded for this, taken for good; the one before is swept.
import type { FileId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { RecordFacts } from '@paidan/shared/rules/record/decide';
import type { AnyRecord } from '@paidan/shared/rules/record/state';
import { Conflict } from '../../core/aggregate';
import { memberIdOf, type Scope } from '../../core/scope';
import { file } from '../../store/tables/file';
import type { Unit } from '../../store/unit';

type Values = { readonly [key: string]: Json | undefined };

/** Null: there is nothing to be said against it. */
export async function missingPicture(
  u: Unit,
  { actor }: Scope,
  { pictureId }: Values,
  record: AnyRecord | null,
): Promise<RecordFacts['missing']> {
  if (typeof pictureId !== 'string' || pictureId === record?.pictureId) return null;
  const row = await u.one(file, { id: pictureId as FileId });
  const fine = row?.kind === 'image' && row.state === 'loose' && row.createdBy === memberIdOf(actor);
  return fine ? null : { kind: 'file', id: pictureId };
}

export async function changePicture(
  u: Unit,
  id: string,
  before: Json | undefined,
  after: Json | undefined,
): Promise<void> {
  if (before === after) return;
  if (typeof after === 'string') {
    const taken = await u.change(file, { id: after as FileId, state: 'loose' }, { state: 'bound', streamId: id });
    if (taken !== 1) throw new Conflict();
  }
  if (typeof before === 'string') {
    await u.change(file, { id: before as FileId, streamId: id }, { state: 'gone', streamId: before });
  }
}
