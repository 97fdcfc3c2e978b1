// One file beside plain fields: streamed to a temporary file, which is gone again when the request is over, however it ends.
import { rm } from 'node:fs/promises';
import multer, { type StoredFile } from '@koa/multer';
import { no, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Upload } from '../core/call';
import { CallerGone } from '../core/faults';
import { badCharacters, invalidCharacters, tooLarge } from './body';
import type { Ctx } from './context';

export type Form = { readonly fields: Readonly<Record<string, string>>; readonly upload: Upload };
export type ReceiveForm = <T>(
  ctx: Ctx,
  use: (form: Form) => Promise<Result<T, Refusal>>,
) => Promise<Result<T, Refusal>>;

type Received = { readonly file?: StoredFile; readonly body?: Readonly<Record<string, string>> };

/** The rest of the request beside the file itself. */
const ENVELOPE = 64 * 1024;
const REFUSED = refuse('unsupported_media', { want: 'multipart/form-data' });

export function makeReceiveForm(temporaryDir: string): ReceiveForm {
  const limits = { fileSize: LIMITS.fileBytes, files: 1, fields: 20, fieldSize: 16 * 1024, parts: 21, headerPairs: 20 };
  const receive = multer({ dest: temporaryDir, limits, defParamCharset: 'utf8' }).single('file');

  return async (ctx, use) => {
    if (!/^multipart\/form-data\s*;/i.test(ctx.get('Content-Type'))) return no(REFUSED);
    if ((ctx.request.length ?? 0) > LIMITS.fileBytes + ENVELOPE) return no(tooLarge(LIMITS.fileBytes));
    try {
      await receive(ctx, async () => {});
    } catch (error) {
      if (ctx.req.destroyed && !ctx.req.complete) throw new CallerGone('upload broken off');
      return no(refusalFor(error));
    }
    const { file, body } = ctx.request as unknown as Received;
    if (file === undefined) return no(missing('file'));
    try {
      const fields = { ...body };
      const bad = badCharacters(fields, '');
      if (bad !== null) return no(invalidCharacters(bad));
      return await use({ fields, upload: { path: file.path, name: file.originalname, bytes: file.size } });
    } finally {
      await rm(file.path, { force: true });
    }
  };
}

function refusalFor(error: unknown): Refusal {
  const { code } = error as { code?: unknown };
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(LIMITS.fileBytes);
  if (code === 'ENOSPC' || code === 'EACCES' || code === 'ENOENT' || code === 'EMFILE') throw error;
  return typeof code === 'string' && code.startsWith('LIMIT_') ? missing('file') : REFUSED;
}

const missing = (path: string): Refusal =>
  refuse('invalid', { where: path, issues: [{ path, code: 'file', message: 'exactly one part named "file"' }] });
