// Identifiers that are well formed and can be told apart by eye: `m0000000000000000007` is member 7.
import type { Id } from '../kernel/id';

/** `letter` is one that Crockford's alphabet has. */
export const idOf = <Noun extends string>(letter: string, no: number): Id<Noun> =>
  `${letter}${String(no).padStart(19, '0')}` as Id<Noun>;
