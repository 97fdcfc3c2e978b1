// Failed sign-ins, counted by a hash of account and address.
import { globalTable, instant, int, nullable, text } from '../columns';

export const lockout = globalTable('lockout', {
  key: ['key'],
  columns: { key: text(64), fails: int(), firstAt: instant(), until: nullable(instant()) },
});
