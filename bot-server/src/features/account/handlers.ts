// Connections to chat platforms, and who is who there: the endpoints, by noun.
import type { Handlers } from '../../core/call';
import type { AccountDeps } from './deps';

export type AccountEndpoint =
  | `account.${'list' | 'create' | 'change' | 'retire' | 'restore' | 'check' | 'test'}`
  | `identity.${'list' | 'bind' | 'unbind'}`;

export function accountHandlers(_deps: AccountDeps): Handlers<AccountEndpoint> {
  throw new Error('not yet');
}
