// Bytes that can be had again, kept on the server's own disk so that they need not be; what nobody asked for in a season goes.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import type { Cache } from '../../core/files';
import { diskFiles } from './disk';

const FORGOTTEN_AFTER = 90 * DAY;

export type DiskCache = Cache & {
  /** Removes what was not asked for since; looks once a day, however often it is called. How many went. */
  readonly sweep: (now: Instant) => Promise<number>;
};

/** Both folders must be on one file system. */
export function diskCache(dir: string, temporaryDir: string): DiskCache {
  const files = diskFiles(dir);
  const keyOf = (name: string) => createHash('sha256').update(name).digest('hex');
  const touch = async (key: string) => {
    const now = new Date();
    await utimes(files.pathOf(key), now, now).catch(() => {});
  };
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    get: async (name) => {
      const found = await files.open(keyOf(name));
      if (found === null) return null;
      const chunks: Buffer[] = [];
      for await (const chunk of found.stream) chunks.push(chunk as Buffer);
      // Asked for just now: a sweep in the next moment leaves it alone. One that was quicker took what can be had again.
      await touch(keyOf(name));
      return Buffer.concat(chunks);
    },
    put: async (name, bytes) => {
      const temporary = path.join(temporaryDir, randomBytes(12).toString('hex'));
      await writeFile(temporary, bytes, { mode: 0o600 });
      await files.put(keyOf(name), temporary);
    },
    sweep: async (now) => {
      if (now - sweptAt < DAY) return 0;
      sweptAt = now;
      let removed = 0;
      for (const entry of await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])) {
        if (!entry.isFile()) continue;
        const file = path.join(entry.parentPath, entry.name);
        const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }));
        if (now - mtimeMs < FORGOTTEN_AFTER) continue;
        await rm(file, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}
