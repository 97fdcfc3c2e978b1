// Reads for react-query, where a refusal is the query's error.
import type { InputOf, OutputOf } from '@paidan/shared/contract/index';
import { call, type ReadName, type Refused } from './call';

export class RefusedError extends Error {
  constructor(readonly refusal: Refused) {
    super(refusal.message);
  }
}

export async function ask<Name extends ReadName>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<OutputOf<Name>> {
  const answer = await call(name, input, signal ? { signal } : {});
  if (answer.ok) return answer.value;
  throw new RefusedError(answer.refusal);
}

export const refusalOf = (error: unknown): Refused | null => (error instanceof RefusedError ? error.refusal : null);
