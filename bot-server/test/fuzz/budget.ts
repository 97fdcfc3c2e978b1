// How much is asked: a short run with every `npm test`, more on demand (`npm run fuzz -- --requests 5000 --seed 7`).
import { createHash } from 'node:crypto';

/** To each operation. MySQL differs in the store only: a third goes there. The two run side by side. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 300);
export const ON_MYSQL = Math.ceil(REQUESTS / 3);
export const ON_SQLITE = REQUESTS - ON_MYSQL;
export const SEED = Number(process.env.FUZZ_SEED ?? 1);

/** Each operation has chance of its own, so that a new one does not change what all others are asked. */
export const seedFor = (name: string): number =>
  createHash('sha256').update(`${SEED} ${name}`).digest().readUInt32LE(0);
