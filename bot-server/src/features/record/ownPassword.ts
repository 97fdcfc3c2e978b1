// One's own password: whoever knows the old one may set a new one, which ends all sessions that began before.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { makeMarks } from '../../core/marks';
import { memberIdOf, principalOf } from '../../core/scope';
import { commandKey } from '../../store/tables/commandKey';
import { recordAggregate } from './aggregate';
import type { RecordDeps } from './deps';
import { passwordMark } from './fingerprint';

export function ownPasswordHandlers({
  store,
  execute,
  secretKey,
  knows,
  hashPassword,
}: RecordDeps): Handlers<'session.setPassword'> {
  const mark = passwordMark(secretKey);
  const marks = makeMarks(secretKey);
  return {
    'session.setPassword': async ({ current, password }, { scope, key, address = '' }) => {
      const id = memberIdOf(scope.actor);
      if (id === null) return no(refuse('forbidden'));
      const fingerprint = { verb: 'own', id, ...mark(password) };
      const principal = principalOf(scope.actor);
      const seen = key === null ? undefined : await store.read(scope).one(commandKey, { principal, key });
      // Set already, and the answer was lost on its way: the old one is no longer what it was.
      if (seen !== undefined) return marks.fits(seen.hash, 'member', fingerprint) ? ok({}) : no(refuse('key_reused'));
      const known = await knows(scope, current, address);
      if (!known.ok) return known;
      const command = { verb: 'change', id, values: {}, passwordHash: await hashPassword(password) } as const;
      const done = await execute(recordAggregate('member', store.vault), { scope, key, id, command, fingerprint });
      return done.ok ? ok({}) : done;
    },
  };
}
