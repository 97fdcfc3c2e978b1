// How long does this disk take to keep 4 KiB? Every figure about acknowledged writes stands on it.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const TIMES = 200;
const BLOCK = Buffer.alloc(4096, 1);

/** Milliseconds of each of 200 appends, each with an fdatasync, to a file in this folder. */
export function syncTimes(dir: string): readonly number[] {
  const file = path.join(dir, 'sync');
  const handle = openSync(file, 'w');
  try {
    return Array.from({ length: TIMES }, () => {
      const begun = performance.now();
      writeSync(handle, BLOCK);
      fdatasyncSync(handle);
      return performance.now() - begun;
    });
  } finally {
    closeSync(handle);
    rmSync(file, { force: true });
  }
}
