import { ok } from '@paidan/shared/kernel/result';
import type { Handlers } from '../../core/call';
import type { Feed } from '../../core/feed';

/** For apps that have no event stream; browsers use `http/live`. */
export const feedHandlers = (feed: Feed): Handlers<'feed.poll'> => ({
  'feed.poll': async ({ cursor, limit }, { scope }) =>
    ok(
      await feed.poll(scope, {
        ...(cursor !== undefined && { cursor }),
        ...(limit !== undefined && { limit }),
      }),
    ),
});
