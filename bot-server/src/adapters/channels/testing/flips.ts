// Every request that differs from a good one in a single bit.
import type { RawRequest } from '../../../core/channels';

/** Of the address, what a signature is over or is itself. */
export const SIGNED = ['msg_signature', 'timestamp', 'nonce'];
/** One request for each bit of the body, and of what stands in the address and is signed. */
export function allFlips(valid: RawRequest): readonly (readonly [string, RawRequest])[] {
  const flips: [string, RawRequest][] = [];
  for (let bit = 0; bit < valid.body.length * 8; bit++) {
    flips.push([`body, bit ${bit}`, { ...valid, body: flipped(valid.body, bit) }]);
  }
  for (const name of SIGNED) {
    const value = Buffer.from(valid.query[name] ?? '', 'latin1');
    for (let bit = 0; bit < value.length * 8; bit++) {
      const query = { ...valid.query, [name]: flipped(value, bit).toString('latin1') };
      flips.push([`${name}, bit ${bit}`, { ...valid, query }]);
    }
  }
  return flips;
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
