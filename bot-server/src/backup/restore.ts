// Checks a backup to its last byte, and puts it into an empty database: of whichever kind, it need not be the one it came from.
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Seal } from '../core/seal';
import type { Load } from '../store/load';
import type { Stored } from '../store/values';
import {
  BadArchive,
  checkPart,
  copyFile,
  counted,
  FILES,
  type FilePart,
  filePart,
  type Manifest,
  readLines,
  readManifest,
  syncFolder,
  tablePart,
} from './archive';
import { PROBE } from './make';

/** The manifest of a backup of which every part is as it was written. Throws `BadArchive`. */
export async function checkBackup(folder: string, say: (line: string) => void): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const table of manifest.tables) await checkPart(folder, tablePart(table.name), table);
  say(`${manifest.tables.length} tables are as they were written`);
  await checkPart(folder, FILES, manifest.files);
  let count = 0;
  for await (const file of filesOf(folder)) {
    await checkPart(folder, filePart(file.key), file);
    count += 1;
    if (count % 1000 === 0) say(`${count} of ${manifest.files.rows} files`);
  }
  say(`${count} files are as they were written`);
  return manifest;
}

const filesOf = (folder: string) => readLines(path.join(folder, FILES)) as AsyncIterable<FilePart>;

/** Was it made under this SECRET_KEY? */
export function keyFits(seal: Seal, { keyProbe }: Manifest): boolean {
  try {
    return seal.open(PROBE.about, keyProbe) === PROBE.text;
  } catch {
    return false;
  }
}

/** Of a backup that was checked. Files first: without rows nobody sees them. Organizations last: without them nobody signs in. */
export async function restoreBackup(
  folder: string,
  manifest: Manifest,
  { load, filesDir, say }: { readonly load: Load; readonly filesDir: string; readonly say: (line: string) => void },
): Promise<void> {
  try {
    for await (const file of filesOf(folder)) await putFile(folder, filesDir, file);
    const last = (name: string) => (name === 'tenant' ? 1 : 0);
    for (const table of [...manifest.tables].sort((a, b) => last(a.name) - last(b.name))) {
      const rows = readLines(path.join(folder, tablePart(table.name))) as AsyncIterable<readonly Stored[]>;
      const count = await load.fill(table, counted(rows, table.name, say));
      if (count !== table.rows)
        throw new BadArchive(`${table.name}: ${count} rows were put in, ${table.rows} were saved`);
      if (count > 0) say(`${table.name}: ${count} rows`);
    }
    await load.finish();
  } catch (error) {
    await load.abandon();
    throw error;
  }
}

/** One that is there already is the same: contents never change. */
async function putFile(folder: string, filesDir: string, { key, bytes }: FilePart): Promise<void> {
  const target = path.join(filesDir, path.relative('files', filePart(key)));
  if ((await stat(target).catch(() => null))?.size === bytes) return;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const beside = `${target}.restoring-${process.pid}`;
  await copyFile(path.join(folder, filePart(key)), beside);
  await rename(beside, target);
  await syncFolder(path.dirname(target));
}
