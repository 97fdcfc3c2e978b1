// The same upload once more: a phone that lost the answer sends again under the same key, and gets the file that it has already.
import { createHash } from 'node:crypto';
import type { FileId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Instant } from '@paidan/shared/kernel/time';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { principalOf, type Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { commandKey } from '../../store/tables/commandKey';
import { file } from '../../store/tables/file';
import type { Reader, Unit } from '../../store/unit';
import type { StampAsk } from './stamp';

type FileRow = RowOf<typeof file>;
export type Sent = {
  readonly key: string;
  /** Of the content as it was sent, so that nothing of it need be unpacked to know it again. */
  readonly hash: string;
};

/** Content under a key, and what is to be written on it; never equal to a command's own hash. */
export const sentAs = (key: string, sha256: string, asked: StampAsk | null): Sent => ({
  key,
  hash: createHash('sha256')
    .update(['file.upload', sha256, ...(asked === null ? [] : [asked.ticketId, asked.takenAt])].join(' '))
    .digest('hex'),
});

/** Null: not seen yet, or what it made was swept since and must be made anew. */
export async function madeBefore(
  reader: Reader | Unit,
  { actor }: Scope,
  sent: Sent,
): Promise<Result<FileRow | null, Refusal>> {
  const seen = await reader.one(commandKey, { principal: principalOf(actor), key: sent.key });
  if (seen === undefined) return ok(null);
  if (seen.hash !== sent.hash) return no(refuse('key_reused'));
  const row = await reader.one(file, { id: seen.streamId as FileId });
  return ok(row === undefined || row.state === 'gone' ? null : row);
}

/**
 * From now on the key stands for this file. Only what was seen to be swept makes way: whoever was quicker under this key meanwhile
 * keeps it, and the caller begins anew.
 */
export async function remember(u: Unit, { actor }: Scope, { key, hash }: Sent, id: FileId, at: Instant): Promise<void> {
  const principal = principalOf(actor);
  const swept = await u.one(commandKey, { principal, key });
  if (swept !== undefined) await u.remove(commandKey, { principal, key, streamId: swept.streamId });
  await u.insert(commandKey, [{ principal, key, hash, streamId: id, fromSeq: 0, toSeq: 0, refusal: null, at }]);
}
