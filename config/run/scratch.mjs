// Where tests put what they throw away: in memory where there is plenty, so that no disk holds them up. Making the tables of one suite
// takes MariaDB two seconds on a slow disk and a third of one there, and there are hundreds of suites.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

const MEMORY = '/dev/shm';
const GIGABYTE = 2 ** 30;
/** Many times what a run was seen to have there (0.2); and what its programs may need beside it. */
const ROOM = 4 * GIGABYTE;
const SPARE = 10 * GIGABYTE;

/** Makes it the temporary folder of this program and of all that it starts, until it ends. Where memory is short, the disk stays it. */
export function useScratch() {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return;
  const folder = mkdtempSync(path.join(MEMORY, 'paidan-'));
  // MariaDB runs as a user of its own, and puts things there, too.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
}

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const [, free] = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
    return bavail * bsize >= ROOM && Number(free) * 1024 >= SPARE;
  } catch {
    return false;
  }
}
