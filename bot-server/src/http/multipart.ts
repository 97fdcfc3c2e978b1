// One file beside plain fields: streamed to a temporary file, which is gone again when the request is over, however it ends.
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import multer, { type Storage, type StoredFile } from '@koa/multer';
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
  const receive = multer({ storage: storageIn(temporaryDir), limits, defParamCharset: 'utf8' }).single('file');

  return async (ctx, use) => {
    if (!/^multipart\/form-data\s*;/i.test(ctx.get('Content-Type'))) return no(REFUSED);
    if ((ctx.request.length ?? 0) > LIMITS.fileBytes + ENVELOPE) return no(tooLarge(LIMITS.fileBytes));
    try {
      await Promise.race([receive(ctx, async () => {}), tooMuch(ctx.req)]);
    } catch (error) {
      if (error instanceof TooMuch) return no(tooLarge(LIMITS.fileBytes));
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

/** The library's own leaves the file, and its handle, of a request that breaks off behind a limit. */
const storageIn = (folder: string): Storage => ({
  _handleFile: (_req, { stream }, done) => {
    const file = path.join(folder, randomBytes(16).toString('hex'));
    const writer = createWriteStream(file, { flags: 'wx' });
    pipeline(stream, writer).then(
      () => done(null, { path: file, size: writer.bytesWritten }),
      (error: unknown) => void rm(file, { force: true }).finally(() => done(error)),
    );
  },
  _removeFile: (_req, file, done) => void rm(file.path ?? '', { force: true }).then(() => done(null), done),
});

class TooMuch extends Error {}

/**
 * Rejects as soon as more has come than any file and its fields are. Of a request that does not say how long it is, the parser reports
 * too large a file only at its end; what never ends would be read for as long as a request may take.
 */
function tooMuch(req: IncomingMessage): Promise<never> {
  return new Promise((_, reject) => {
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LIMITS.fileBytes + ENVELOPE) reject(new TooMuch());
    });
  });
}

function refusalFor(error: unknown): Refusal {
  const { code } = error as { code?: unknown };
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(LIMITS.fileBytes);
  // The system's own: no room, no right, no folder.
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) throw error;
  return typeof code === 'string' && code.startsWith('LIMIT_') ? missing('file') : REFUSED;
}

const missing = (path: string): Refusal =>
  refuse('invalid', { where: path, issues: [{ path, code: 'file', message: 'exactly one part named "file"' }] });
