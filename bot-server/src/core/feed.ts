// The numbered feed of what changed, as browsers stream it and apps poll it. Each caller sees only what it may see.
import type { FeedItem } from '@paidan/shared/contract/feed';
import type { Scope } from './scope';

export type Feed = {
  /** Without a cursor: no items, and the present end to start from. */
  readonly poll: (
    scope: Scope,
    from: { readonly cursor?: number | undefined; readonly limit?: number | undefined },
  ) => Promise<{ items: FeedItem[]; cursor: number; more: boolean }>;
  /** Calls `push` with everything after the cursor, in order, until the returned function is called. */
  readonly subscribe: (scope: Scope, cursor: number, push: (items: readonly FeedItem[]) => void) => () => void;
};
