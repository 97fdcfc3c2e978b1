// How far an organization's events are numbered, and the hash that the numbering has come to.
import { bigint, table, text } from '../columns';

export const feedHead = table('feed_head', {
  key: ['tenantId'],
  columns: { no: bigint(), hash: text(64) },
});
