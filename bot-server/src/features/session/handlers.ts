// Who is signed in, and signing out. Signing in is `http/session`, since it sets the cookie.
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import { type Store, storeFor } from '../../store/unit';
import { identityOf } from './identity';
import type { SessionsOf } from './sessions';

export function sessionHandlers(store: Store, sessions: SessionsOf): Handlers<'session.get' | 'session.end'> {
  return {
    'session.get': async (_, { scope, locale }) => {
      if (scope.actor.kind !== 'member') return no(refuse('signed_out'));
      return ok(await identityOf(storeFor(store, scope.patience), store.read(scope), scope.actor, locale));
    },
    'session.end': async (_, { scope, credential }) => {
      await sessions.end(credential, scope.patience);
      return ok({});
    },
  };
}
