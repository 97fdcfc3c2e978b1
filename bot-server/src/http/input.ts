// Input against its schema: the parsed value, or where it does not fit, in the caller's language.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Locale } from '@paidan/shared/text/index';
import type { z } from 'zod';
import { errorMap, issueLine, saidIssue } from '../core/issues';

const MOST = 20;

export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  locale: Locale,
): Result<z.output<Schema>, Refusal> {
  // What fits is asked about without words: zod copies what it is told for each parse, and the runtime keeps the shape of every such
  // copy (about 200 bytes) until it next collects its whole heap.
  const fits = schema.safeParse(raw);
  if (fits.success) return ok(fits.data);
  const { issues } = schema.safeParse(raw, { error: errorMap(locale) }).error ?? fits.error;
  const said = issues.slice(0, MOST).map((issue) => saidIssue(locale, issue));
  const [first] = issues;
  return no(refuse('invalid', { where: first === undefined ? '' : issueLine(locale, first), issues: said }));
}
