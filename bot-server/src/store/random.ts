// Random bytes from a stock: asking the system for each dozen of them by itself costs more than what they are wanted for.
import { randomBytes } from 'node:crypto';

const STOCK = 4096;
let stock = randomBytes(0);

/** Bytes that nobody was given before. */
export function freshBytes(count: number): Buffer {
  if (stock.length < count) stock = randomBytes(Math.max(STOCK, count));
  const given = stock.subarray(0, count);
  stock = stock.subarray(count);
  return given;
}
