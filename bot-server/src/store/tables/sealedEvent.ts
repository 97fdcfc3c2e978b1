// Events whose telephone numbers were sealed after they were written. The chain commits to what they said at first; this says what
// they say now, so that a timeline goes on proving itself when the number is erased.
import { id, int, nullable, table, text } from '../columns';

export const sealedEvent = table('sealed_event', {
  key: ['tenantId', 'streamId', 'seq'],
  columns: {
    streamId: id(),
    seq: int(),
    /** The event's hash as it would be if it had been written as it stands now. */
    digest: text(64),
    /** Keyed hash of the note (`vault.ts`), so that whoever has the database alone writes none. */
    mac: nullable(text(64)),
  },
});
