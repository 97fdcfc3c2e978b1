// Coming in from a chat platform: off to it, back with a code, and on to the page that a notice spoke of.
import type { OpenHandlers } from '../../core/call';
import type { Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Seal } from '../../core/seal';
import type { Sessions } from '../../core/sessions';
import type { Entrance } from '../../core/signin';
import type { Store } from '../../store/unit';

export type SignInDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly channels: Channels;
  readonly sessions: Sessions;
  readonly publicUrl: string;
  readonly secretKey: string;
};

export function makeEntrance(_deps: SignInDeps): Entrance {
  throw new Error('not yet');
}

export function signInHandlers(_deps: Pick<SignInDeps, 'store' | 'channels'>): OpenHandlers<'signin.options'> {
  throw new Error('not yet');
}
