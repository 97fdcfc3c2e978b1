// The words that a person put into a command, for showing them again and for keeping them as a comment.
import type { Json } from '@paidan/shared/kernel/json';
import type { Body } from '../../lib/outbasket/basket';

export function said({ text, reason, override, values }: Body): string {
  const written = [text, reason, override, ...writtenIn(values)];
  return written.filter((one): one is string => typeof one === 'string' && one.trim() !== '').join(' · ');
}

/** Ids and pictures are no words. */
function writtenIn(values: Json | undefined): readonly Json[] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return [];
  return Object.keys(values)
    .map((name) => (values as Body)[name] as Json)
    .filter((value) => typeof value === 'string' && !/^(local:|[0-9A-Za-z_-]{16,}$)/.test(value));
}
