// What is wrong with an answer, whatever the question was.
import { REFUSALS } from '@paidan/shared/refusal';
import type { Operation } from './schema';

export type Seen = {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly text: string;
};

/** Words of our own machinery: of files, of the database, of the programs below us. */
const INSIDE =
  /\bat (?:async )?[\w.<>]+ \(|node_modules|\.ts:\d+|\bER_[A-Z]+_[A-Z_]+:|SQLITE_|\bQueryFailed|(?:insert into|INSERT INTO)|(?:select|SELECT) .{1,60} (?:from|FROM)|\/tmp\/|ECONNREFUSED|\bTypeError\b|\bundefined\b is not|ZodError/;

/** Findings in words; empty: a fine answer. `canaries` stand in what this caller must never see. */
export function judge(operation: Operation, seen: Seen, canaries: readonly string[]): readonly string[] {
  const { status, headers, text } = seen;
  const found: string[] = [];
  if (status >= 500) found.push(`a fault: ${status} ${text.slice(0, 300)}`);
  const declared = operation.answers.get(status);
  if (declared === undefined) found.push(`status ${status} is not declared: ${text.slice(0, 300)}`);
  if (headers.get('x-content-type-options') !== 'nosniff') found.push('no nosniff');
  if (headers.get('content-security-policy') === null) found.push('no Content-Security-Policy');
  for (const canary of canaries) if (text.includes(canary)) found.push(`another organization's ${canary}`);
  if (status >= 400) found.push(...refusalProblems(status, text, declared ?? []));
  return found;
}

function refusalProblems(status: number, text: string, declared: readonly string[]): readonly string[] {
  const inside = INSIDE.exec(text);
  const found = inside === null ? [] : [`it tells of our inside: ${inside[0]}`];
  const error = errorIn(text);
  if (error === null) return [...found, `no refusal in it: ${text.slice(0, 200)}`];
  const { code, message, requestId } = error;
  if (typeof message !== 'string' || message === '') found.push('no words');
  if (typeof requestId !== 'string' || requestId === '') found.push('no requestId');
  if (REFUSALS[code as 'busy'] !== status) found.push(`${String(code)} does not travel with ${status}`);
  if (!declared.includes(String(code))) found.push(`code ${String(code)} is not declared for ${status}`);
  return found;
}

function errorIn(text: string): { code?: unknown; message?: unknown; requestId?: unknown } | null {
  try {
    const { error } = JSON.parse(text);
    return typeof error === 'object' ? error : null;
  } catch {
    return null;
  }
}
