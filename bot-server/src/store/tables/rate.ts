// How often somebody asked, as each process counted it: by a keyed hash of who it was, and swept within minutes.
import { bigint, globalTable, int, text } from '../columns';

export const rate = globalTable('rate', {
  key: ['who', 'holder'],
  columns: { who: text(64), holder: text(40), minute: bigint(), count: int(), before: int() },
});
