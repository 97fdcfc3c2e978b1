// POST /api/file.upload: by content a picture or a PDF, or refused. The row is written last, so there is never one without a file.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FileView } from '@paidan/shared/contract/file';
import type { FileId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Handlers, Upload } from '../../core/call';
import type { Clock } from '../../core/clock';
import { type FileStore, fileKey } from '../../core/files';
import { newId } from '../../core/ids';
import { memberIdOf } from '../../core/scope';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';
import { tidyName } from './name';
import { redraw } from './picture';
import { HEAD_BYTES, kindOf } from './sniff';

export type FileDeps = { readonly store: Store; readonly files: FileStore; readonly clock: Clock };

export function fileHandlers({ store, files, clock }: FileDeps): Handlers<'file.upload'> {
  return {
    'file.upload': async (_, { scope, upload }) => {
      const createdBy = memberIdOf(scope.actor);
      if (upload === null || createdBy === null) return no(refuse('forbidden'));
      const loose = await store.read(scope).count(file, { createdBy, state: 'loose' }, LIMITS.unboundFiles);
      if (loose >= LIMITS.unboundFiles) return no(refuse('file_count'));
      const paths = pathsBeside(upload.path);
      try {
        const made = await make(upload, paths);
        if (!made.ok) return made;
        const { full, thumb, ...content } = made.value;
        const createdAt = clock.now();
        const id = newId<'file'>(createdAt);
        const row = {
          ...content,
          id,
          state: 'loose' as const,
          sha256: await digest(full),
          createdBy,
          createdAt,
          streamId: null,
        };
        const keys = { full: fileKey(scope.tenantId, id, 'full'), thumb: fileKey(scope.tenantId, id, 'thumb') };
        try {
          if (thumb !== null) await files.put(keys.thumb, thumb);
          await files.put(keys.full, full);
          await store.unit(scope, (u) => u.insert(file, [row]));
        } catch (error) {
          // Nobody learns the id, so nobody misses it, even should the row be there: the sweep takes that one.
          await Promise.allSettled([files.remove(keys.full), files.remove(keys.thumb)]);
          throw error;
        }
        return ok({ file: viewOf(row) });
      } finally {
        await Promise.all([paths.full, paths.thumb].map((path) => rm(path, { force: true })));
      }
    },
  };
}

type Content = Omit<FileView, 'id' | 'createdAt'>;
type Made = Content & { readonly full: string; readonly thumb: string | null };

async function make(upload: Upload, paths: { full: string; thumb: string }): Promise<Result<Made, Refusal>> {
  const kind = kindOf(await headOf(upload.path));
  if (kind === null) return no(refuse('file_type', { want: 'JPEG, PNG, WebP, GIF, PDF' }));
  if (kind === 'heic') return no(refuse('file_heic'));
  if (kind === 'pdf') {
    const { bytes, path } = upload;
    const name = tidyName(upload.name, 'pdf');
    const size = { bytes, width: null, height: null };
    return ok({ kind: 'document', name, mime: 'application/pdf', ...size, full: path, thumb: null });
  }
  const picture = await redraw(kind, { from: upload.path, ...paths });
  if (!picture.ok) return picture;
  const { extension, ...rest } = picture.value;
  return ok({ kind: 'image', name: tidyName(upload.name, extension), ...rest, ...paths });
}

const pathsBeside = (path: string) => {
  const stem = `${path}-${randomBytes(6).toString('hex')}`;
  return { full: `${stem}-full`, thumb: `${stem}-thumb` };
};

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const viewOf = ({ id, kind, name, mime, bytes, width, height, createdAt }: FileView & { id: FileId }): FileView => ({
  id,
  kind,
  name,
  mime,
  bytes,
  width,
  height,
  createdAt,
});
