// Bytes that can be had again, kept on the server's own disk so that they need not be.
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cache } from '../../core/files';
import { diskFiles } from './disk';

/** Both folders must be on one file system. */
export function diskCache(dir: string, temporaryDir: string): Cache {
  const files = diskFiles(dir);
  const keyOf = (name: string) => createHash('sha256').update(name).digest('hex');
  return {
    get: async (name) => {
      const found = await files.open(keyOf(name));
      if (found === null) return null;
      const chunks: Buffer[] = [];
      for await (const chunk of found.stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    put: async (name, bytes) => {
      const temporary = path.join(temporaryDir, randomBytes(12).toString('hex'));
      await writeFile(temporary, bytes, { mode: 0o600 });
      await files.put(keyOf(name), temporary);
    },
  };
}
