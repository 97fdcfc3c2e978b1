// Running numbers are taken in blocks; each row says who took which.
import { instant, int, table, text } from '../columns';

export const numberBlock = table('number_block', {
  key: ['tenantId', 'first'],
  columns: { first: int(), size: int(), takenBy: text(40), takenAt: instant() },
});
