// Which idempotency keys were seen, and which events each one's command caused, or why it was refused.
import type { Json } from '@paidan/shared/kernel/json';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, json, nullable, table, text } from '../columns';

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
    /** Only of commands that must not win when they come again: those that platforms deliver. */
    refusal: nullable(json<Json>()),
    at: instant(),
  },
  indexes: [['at']],
});
