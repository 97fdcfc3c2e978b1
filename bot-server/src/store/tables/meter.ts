// How much has gone out in a minute or an hour: below the limits past which platforms drop in silence.
import { globalTable, instant, int, text } from '../columns';

export const meter = globalTable('meter', {
  key: ['name', 'slot'],
  columns: {
    name: text(120),
    /** When the minute or hour began. */
    slot: instant(),
    count: int(),
  },
  indexes: [['slot']],
});
