// Which event a card tells of: that of the delivery by which it went out, whose words it goes on quoting however often it is changed.
import type { RowOf } from '../store/columns';
import type { card } from '../store/tables/card';
import { delivery } from '../store/tables/delivery';
import type { Reader } from '../store/unit';

type Held = Pick<RowOf<typeof card>, 'ticketId' | 'accountId' | 'recipient' | 'kind' | 'sentAt'>;

/** Null: it quotes nobody, or has not been written down as sent. Both rows get one moment of sending, in one unit. */
export async function eventOfCard(
  reader: Reader,
  { ticketId: streamId, accountId, recipient, kind, sentAt }: Held,
): Promise<number | null> {
  // What goes to a crowd has no words.
  if (kind === 'created' || kind === 'offered') return null;
  const where = { accountId, recipient, sentAt, streamId, kind };
  const [row] = await reader.find(delivery, { where, columns: ['seq'], limit: 1 });
  return row?.seq ?? null;
}
