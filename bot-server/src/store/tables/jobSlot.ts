// Which tick of which job was taken, and by whom: the first one in wins.
import { bigint, globalTable, instant, nullable, text } from '../columns';

export const jobSlot = globalTable('job_slot', {
  key: ['job', 'slot'],
  columns: {
    job: text(40),
    slot: bigint(),
    holder: text(40),
    /** Said anew now and then while it is at work. */
    startedAt: instant(),
    finishedAt: nullable(instant()),
  },
});
