// Names that nobody can guess.
import { randomBytes, randomInt } from 'node:crypto';

export const randomName = (bytes: number): string => randomBytes(bytes).toString('base64url');
/** Of digits, as message ids and nonces are; the first is no zero. */
export const randomDigits = (count: number): string =>
  Array.from({ length: count }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('');
