// What changed, in one numbered line per organization. A browser streams it (GET /api/feed.stream, server-sent events with the
// number as event id); an app that has no EventSource polls.
import { z } from 'zod';
import { AGGREGATES } from '../kinds';
import { id, instant } from '../model/base';
import { endpoint } from './endpoint';

export const feedItem = z.strictObject({
  no: z.int(),
  kind: z.enum(AGGREGATES),
  id: id<'record'>(),
  seq: z.int(),
  type: z.string(),
  at: instant,
});
export type FeedItem = z.infer<typeof feedItem>;

export const feed = {
  'feed.poll': endpoint({
    /** Without a cursor: the present end, to start from, and what changed in the last seconds, while something else was being read. */
    input: z.strictObject({ cursor: z.int().min(0).optional(), limit: z.int().min(1).max(500).optional() }),
    output: z.strictObject({ items: z.array(feedItem), cursor: z.int(), more: z.boolean() }),
    kind: 'read',
    auth: 'member',
    guest: 'too',
    summary: { zh: '变更流', en: 'Changes since a cursor' },
  }),
} as const;
