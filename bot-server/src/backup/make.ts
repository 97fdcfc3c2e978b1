// Makes a backup while servers go on writing: the rows as they stood at one moment, then the files that those rows name. A file never
// changes, so it does not matter when it is copied.
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { crashPoint } from '../core/crash';
import { type FileSize, fileKey } from '../core/files';
import type { Seal } from '../core/seal';
import type { Dump, Shape } from '../store/dump';
import type { Stored } from '../store/values';
import {
  copyFile,
  counted,
  FILES,
  type FilePart,
  filePart,
  type Manifest,
  syncFolder,
  tablePart,
  writeLines,
  writeManifest,
} from './archive';

export type Order = {
  readonly dump: Dump;
  readonly seal: Seal;
  readonly version: string;
  /** Where uploaded files lie. */
  readonly filesDir: string;
  /** The backup is a new folder in this one. */
  readonly into: string;
  readonly now: Date;
  readonly say: (line: string) => void;
};

export type Made = {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Files that tickets hold and that are not in the file store: lost before. */
  readonly lost: readonly string[];
};

export const PROBE = { about: 'backup', text: 'paidan' } as const;

export async function makeBackup({ dump, seal, version, filesDir, into, now, say }: Order): Promise<Made> {
  const folder = path.join(into, `paidan-${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`);
  // Whoever copies backups away must never take half a one for a whole.
  const making = `${folder}.part-${process.pid}`;
  await mkdir(making, { recursive: true, mode: 0o700 });
  try {
    const tables: Manifest['tables'] = [];
    const wanted: Wanted[] = [];
    for (const shape of dump.tables) {
      const rows = shape.name === 'file' ? noting(dump.rows(shape), shape, wanted) : dump.rows(shape);
      const part = await writeLines(path.join(making, tablePart(shape.name)), counted(rows, shape.name, say));
      tables.push({ name: shape.name, columns: [...shape.columns], ...part });
      if (part.rows > 0) say(`${shape.name}: ${part.rows} rows`);
    }
    crashPoint('backup.inside');
    const { copied, lost } = await copyFiles(making, filesDir, wanted, say);
    const files = await writeLines(path.join(making, FILES), copied);
    const manifest: Manifest = {
      product: 'paidan',
      format: 1,
      version,
      at: now.toISOString(),
      database: dump.dialect,
      migrations: [...dump.migrations],
      keyProbe: seal.close(PROBE.about, PROBE.text),
      tables,
      files,
    };
    await writeManifest(making, manifest);
    await syncFolder(making);
    await rename(making, folder);
    await syncFolder(into);
    return { folder, manifest, lost };
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

type Wanted = { readonly id: string; readonly key: string; readonly bound: boolean };
/** Only of pictures there is a small one. */
const sizesOf = (kind: string): readonly FileSize[] => (kind === 'image' ? ['full', 'thumb'] : ['full']);

/** Passes the rows of the table `file` on, and notes which contents they name. */
async function* noting(rows: ReturnType<Dump['rows']>, { columns }: Shape, wanted: Wanted[]) {
  const of = (row: readonly Stored[], column: string) => String(row[columns.indexOf(column)]);
  for await (const row of rows) {
    const [tenantId, id, state] = [of(row, 'tenantId'), of(row, 'id'), of(row, 'state')];
    if (state !== 'gone') {
      for (const size of sizesOf(of(row, 'kind'))) {
        wanted.push({ id, key: fileKey(tenantId as never, id as never, size), bound: state === 'bound' });
      }
    }
    yield row;
  }
}

async function copyFiles(making: string, filesDir: string, wanted: readonly Wanted[], say: Order['say']) {
  const copied: FilePart[] = [];
  const lost: string[] = [];
  for (const { id, key, bound } of wanted) {
    const at = filePart(key);
    try {
      copied.push({ key, ...(await copyFile(path.join(filesDir, path.relative('files', at)), path.join(making, at))) });
      if (copied.length % 1000 === 0) say(`${copied.length} of ${wanted.length} files`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await rm(path.join(making, at), { force: true });
      // One that no ticket took may have been swept since the snapshot.
      if (bound) lost.push(id);
    }
  }
  if (copied.length > 0) say(`${copied.length} files`);
  return { copied, lost };
}
