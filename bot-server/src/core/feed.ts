// The numbered feed of what changed, as browsers stream it and apps poll it. Each caller sees only what it may see.
import type { FeedItem } from '@paidan/shared/contract/feed';
import type { Scope } from './scope';

/** `cursor`: where to go on from; it may lie behind the last item, since others' lines are left out. */
export type FeedPage = { items: FeedItem[]; cursor: number; more: boolean };

export type Feed = {
  /** Without a cursor: the present end to start from, and what has only just come. */
  readonly poll: (
    scope: Scope,
    from: { readonly cursor?: number | undefined; readonly limit?: number | undefined },
  ) => Promise<FeedPage>;
  /**
   * Calls `push` with what this person may see of everything after the cursor, in order, and where the line now stands, until the
   * returned function is called. Nothing more is read before `push` has come to its end.
   */
  readonly subscribe: (
    scope: Scope,
    cursor: number,
    push: (items: FeedItem[], cursor: number) => unknown,
  ) => () => void;
};
