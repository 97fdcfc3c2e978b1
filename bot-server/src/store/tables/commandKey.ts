// Which idempotency keys were seen, and which events each one's command caused.
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, table, text } from '../columns';

export const commandKey = table('command_key', {
  key: ['tenantId', 'principal', 'key'],
  columns: {
    principal: text(40),
    key: text(LIMITS.key),
    /** Of the command. */
    hash: text(64),
    streamId: id(),
    fromSeq: int(),
    toSeq: int(),
    at: instant(),
  },
  indexes: [['at']],
});
