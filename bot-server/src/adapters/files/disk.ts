// File contents on the server's own disk: two levels of folders, whole or not there at all, and on disk when it says so.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { crashPoint } from '../../core/crash';
import type { FileStore } from '../../core/files';

const KEY = /^[0-9a-f]{64}$/;

/** `dir` and the temporary files that `put` takes over must be on one file system. */
export function diskFiles(dir: string): FileStore & { readonly pathOf: (key: string) => string } {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error('not a key of the file store');
    return path.join(dir, key.slice(0, 2), key.slice(2, 4), key.slice(4));
  };
  return {
    pathOf,
    put: async (key, temporaryPath) => {
      const target = pathOf(key);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await sync(temporaryPath);
      crashPoint('file.written');
      await rename(temporaryPath, target);
      await sync(path.dirname(target));
    },
    open: async (key, part) => {
      const target = pathOf(key);
      const found = await stat(target).catch(absent);
      const range = part === undefined ? {} : { start: part.from, end: part.to };
      return found === null ? null : { stream: createReadStream(target, range), bytes: found.size };
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
