// Input against its schema: the parsed value, or where it does not fit, in the caller's language.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Locale } from '@paidan/shared/text/index';
import type { z } from 'zod';
import { ISSUE_WORDS } from '../core/issues';

const MOST = 20;

export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  locale: Locale,
): Result<z.output<Schema>, Refusal> {
  const parsed = schema.safeParse(raw, { error: ISSUE_WORDS[locale] });
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.slice(0, MOST).map(({ path, code, message }) => ({
    path: path.map(String).join('.'),
    code: code ?? 'invalid',
    message,
  }));
  const [first] = issues;
  const where = first === undefined ? '' : [first.path, first.message].filter((part) => part !== '').join(': ');
  return no(refuse('invalid', { where, issues }));
}
