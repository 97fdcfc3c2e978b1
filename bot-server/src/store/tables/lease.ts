// Things of which there must be only one at a time, across processes.
import { globalTable, instant, int, text } from '../columns';

export const lease = globalTable('lease', {
  key: ['name'],
  columns: { name: text(40), holder: text(40), fence: int(), until: instant() },
});
