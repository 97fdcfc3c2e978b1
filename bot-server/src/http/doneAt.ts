// When a command was done, where it had to wait on a device without a signal: milliseconds since 1970, by that device's word.
import type { Endpoint } from '@paidan/shared/contract/endpoint';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { Instant } from '@paidan/shared/kernel/time';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Ctx } from './context';

export const DONE_AT = 'X-Paidan-Done-At';

export function doneAtOf(ctx: Ctx, endpoint: Endpoint): Result<Instant | undefined, Refusal> {
  const said = ctx.get(DONE_AT);
  if (endpoint.kind === 'read' || said === '') return ok(undefined);
  if (/^\d{1,15}$/.test(said)) return ok(Number(said));
  const issues = [{ path: DONE_AT, code: 'instant', message: 'milliseconds since 1970-01-01T00:00:00Z' }];
  return no(refuse('invalid', { where: DONE_AT, issues }));
}
