// Temporary files of uploads: what a killed process left behind is removed at the next start.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { HOUR } from '@paidan/shared/kernel/time';

/** Another process may be using the young ones. */
export async function openTemporary(dir: string, now: number): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dir)) {
    const file = path.join(dir, name);
    const found = await stat(file).catch(() => null);
    if (found !== null && found.mtimeMs < now - HOUR) await rm(file, { recursive: true, force: true });
  }
  return dir;
}
