// Connections to chat platforms, and who is who there: the endpoints, by noun.
import type { Handlers } from '../../core/call';
import { connectionHandlers } from './connections';
import type { AccountDeps } from './deps';
import { identityHandlers } from './identities';
import { tryHandlers } from './tries';

export type AccountEndpoint =
  | `account.${'list' | 'create' | 'change' | 'retire' | 'restore' | 'check' | 'test'}`
  | `identity.${'list' | 'bind' | 'unbind'}`;

export const accountHandlers = (deps: AccountDeps): Handlers<AccountEndpoint> => ({
  ...connectionHandlers(deps),
  ...tryHandlers(deps),
  ...identityHandlers(deps),
});
