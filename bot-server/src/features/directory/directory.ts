// The contacts of a platform as the organization's members: read on demand, after each change there, and now and then.

import type { Handlers } from '../../core/call';
import type { Account } from '../../core/channels';
import type { DirectoryDeps } from './deps';

export type Directory = {
  readonly handlers: Handlers<'account.sync'>;
  /** After a platform said that its contacts changed: soon, and once for many such events. */
  readonly requestPull: (account: Pick<Account, 'id' | 'tenantId' | 'kind'>) => void;
  /** The periodic job: every connection that shows contacts. */
  readonly pullAll: () => Promise<void>;
  /** Forgets what was asked for; waits for what is under way. */
  readonly stop: () => Promise<void>;
};

export function makeDirectory(_deps: DirectoryDeps): Directory {
  throw new Error('not yet');
}
