// POST /api/file.upload: by content a picture, a voice note or a PDF, or refused. The row stands before the content, as one that is
// gone, and becomes somebody's when the content is there: whatever breaks off in between, the sweep finds by its row, and nobody has
// a file without content. Under the same key the same content is the same file.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FileView } from '@paidan/shared/contract/file';
import type { FileId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { isGuest } from '@paidan/shared/rules/ticket/context';
import { again } from '../../core/again';
import type { Handlers, Upload } from '../../core/call';
import type { Clock } from '../../core/clock';
import { crashPoint } from '../../core/crash';
import { isCollision } from '../../core/execute';
import { type FileStore, fileKey } from '../../core/files';
import { newId } from '../../core/ids';
import type { Lettering } from '../../core/lettering';
import { memberIdOf } from '../../core/scope';
import { isUnavailable } from '../../store/dialect';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';
import { tidyName } from './name';
import { type Over, redraw } from './picture';
import { madeBefore, remember, sentAs } from './repeat';
import { makeRoom } from './room';
import { HEAD_BYTES, kindOf } from './sniff';
import { soundIn, soundsLike } from './sound';
import { makeDrawStamp, stampLines } from './stamp';

export type FileDeps = {
  readonly store: Store;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly lettering: Lettering;
};

export function fileHandlers({ store, files, clock, lettering }: FileDeps): Handlers<'file.upload'> {
  return {
    'file.upload': async ({ ticketId, takenAt }, { scope, locale, key, upload }) => {
      const createdBy = memberIdOf(scope.actor);
      if (upload === null || createdBy === null) return no(refuse('forbidden'));
      const asked =
        ticketId === undefined ? null : { ticketId, takenAt: takenAt === undefined ? null : Number(takenAt) };
      const sent = key === null ? null : sentAs(key, await digest(upload.path), asked);
      const before = sent === null ? ok(null) : await madeBefore(store.read(scope), scope, sent);
      if (!before.ok) return before;
      if (before.value !== null) return ok({ file: viewOf(before.value) });
      const most = isGuest(scope.actor) ? LIMITS.guestFiles : LIMITS.unboundFiles;
      const loose = await store.read(scope).count(file, { createdBy, state: 'loose' }, most);
      if (loose >= most && !(await makeRoom(store, scope, createdBy, clock.now()))) return no(refuse('file_count'));
      const paths = pathsBeside(upload.path);
      try {
        const over = async () => {
          if (asked === null) return null;
          const lines = await stampLines(store, scope, asked, { now: clock.now(), locale });
          return makeDrawStamp(lettering, lines);
        };
        const made = await make(upload, paths, over);
        if (!made.ok) return made;
        const { full, thumb, ...content } = made.value;
        const createdAt = clock.now();
        const id = newId<'file'>(createdAt);
        const row = {
          ...content,
          id,
          state: 'gone' as const,
          sha256: await digest(full),
          createdBy,
          createdAt,
          streamId: id,
        };
        const keys = { full: fileKey(scope.tenantId, id, 'full'), thumb: fileKey(scope.tenantId, id, 'thumb') };
        const undo = async () => {
          await Promise.all([files.remove(keys.full), files.remove(keys.thumb)]);
          await store.unit(scope, (u) => u.remove(file, { id, state: 'gone' }));
        };
        await again(isCollision, () => store.unit(scope, (u) => u.insert(file, [row])));
        try {
          if (thumb !== null) await files.put(keys.thumb, thumb);
          await files.put(keys.full, full);
          crashPoint('upload.stored');
          const kept = await again(isCollision, () =>
            store.unit(scope, async (u) => {
              // The same one may have come in meanwhile by another way.
              const twin = sent === null ? ok(null) : await madeBefore(u, scope, sent);
              if (!twin.ok || twin.value !== null) return twin;
              if (sent !== null) await remember(u, scope, sent, id, createdAt);
              const taken = await u.change(file, { id, state: 'gone' }, { state: 'loose', streamId: null });
              if (taken !== 1) throw new Error(`the row of upload ${id} is not there any more`);
              return ok(null);
            }),
          );
          crashPoint('upload.committed');
          if (kept.ok && kept.value === null) return ok({ file: viewOf(row) });
          await undo().catch(leaveToSweep);
          return kept.ok ? ok({ file: viewOf(kept.value ?? row) }) : kept;
        } catch (error) {
          // Where the commit's answer was lost, the row may be somebody's by now: sent again under its key, it answers with this file.
          if (!isUnavailable(error)) await undo().catch(leaveToSweep);
          throw error;
        }
      } finally {
        await Promise.all([paths.full, paths.thumb].map((path) => rm(path, { force: true })));
      }
    },
  };
}

/** It has its row, by which it is found within two days. */
const leaveToSweep = () => {};

type Content = Omit<FileView, 'id' | 'createdAt'>;
type Made = Content & { readonly full: string; readonly thumb: string | null };

type Beside = { readonly full: string; readonly thumb: string };

/** `over`: asked of pictures alone. */
async function make(upload: Upload, paths: Beside, over: () => Promise<Over | null>): Promise<Result<Made, Refusal>> {
  const head = await headOf(upload.path);
  const kind = kindOf(head);
  if (kind === null) return soundsLike(head) ? makeSound(upload) : no(NO_TYPE);
  if (kind === 'heic') return no(refuse('file_heic'));
  if (kind === 'pdf') {
    const { bytes, path } = upload;
    const name = tidyName(upload.name, 'pdf');
    const size = { bytes, width: null, height: null };
    return ok({ kind: 'document', name, mime: 'application/pdf', ...size, full: path, thumb: null });
  }
  const picture = await redraw(kind, { from: upload.path, ...paths }, await over());
  if (!picture.ok) return picture;
  const { extension, ...rest } = picture.value;
  return ok({ kind: 'image', name: tidyName(upload.name, extension), ...rest, ...paths });
}

const NO_TYPE = refuse('file_type', { want: 'JPEG, PNG, WebP, GIF, PDF, MP3, M4A, AAC, WebM, OGG, AMR, WAV' });

/** Kept as it was recorded: nothing here could write it anew. */
async function makeSound({ path, name, bytes }: Upload): Promise<Result<Made, Refusal>> {
  const sound = bytes > LIMITS.voiceBytes ? null : soundIn(await readFile(path));
  if (sound === null) return no(bytes > LIMITS.voiceBytes ? refuse('file_sound', { limit: VOICE_MB }) : NO_TYPE);
  const size = { bytes, width: null, height: null };
  return ok({
    kind: 'audio',
    name: tidyName(name, sound.extension),
    mime: sound.mime,
    ...size,
    full: path,
    thumb: null,
  });
}
const VOICE_MB = LIMITS.voiceBytes / (1024 * 1024);

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
