// From a token to a session: who is it, and where.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { call, type Failure } from '../../lib/call';
import { beginSession } from '../../lib/session';

/** `server`: where it is not the remembered one yet. */
export async function enter(token: string, login: string, server?: string): Promise<Result<null, Failure>> {
  const answer = await call('session.get', {}, { token, server });
  if (!answer.ok) return no(answer.refusal);
  beginSession({ ...answer.value, token }, login, server);
  return ok(null);
}
