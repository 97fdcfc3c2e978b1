// What an idempotency key is held against: the command, as a hash that is keyed, for commands hold telephone numbers and words, and
// whoever has the database could try guesses against a plain one until it fits.
import { createHash, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AggregateKind } from '@paidan/shared/kinds';

export type Marks = {
  /** HMAC-SHA-256 in hexadecimal. The same in every process that has the same SECRET_KEY. */
  readonly of: (kind: AggregateKind, command: object | Json) => string;
  /** Is the mark that was kept this command's? Those of before were plain hashes: they count until they are swept. */
  readonly fits: (kept: string, kind: AggregateKind, command: object | Json) => boolean;
};

export function makeMarks(secretKey: string): Marks {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', 'paidan command marks v1', 32)));
  const keyed = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  return {
    of: (kind, command) => keyed(textOf(kind, command)),
    fits: (kept, kind, command) => {
      const text = textOf(kind, command);
      return isSame(kept, keyed(text)) || isSame(kept, createHash('sha256').update(text).digest('hex'));
    },
  };
}

const textOf = (kind: AggregateKind, command: object | Json): string =>
  `${kind} ${canonical(JSON.parse(JSON.stringify(command)) as Json)}`;

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
