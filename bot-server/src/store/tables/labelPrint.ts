// Which labels were printed, when last, and by whom.
import type { MemberId } from '@paidan/shared/kernel/id';
import { id, instant, table, text } from '../columns';

export const labelPrint = table('label_print', {
  key: ['tenantId', 'ref'],
  columns: {
    /** `s.<site's id>` or `a.<asset's id>` */
    ref: text(22),
    printedAt: instant(),
    printedBy: id<MemberId>(),
  },
});
