// What has the platform's content check said of a ticket's public words and pictures?
import type { TicketId } from '@paidan/shared/kernel/id';
import { screening } from '../store/tables/screening';
import type { Reader } from '../store/unit';

/** The worst verdict, where it matters to somebody. */
export async function screeningOf(reader: Reader, ticketId: TicketId): Promise<'risky' | 'review' | null> {
  const rows = await reader.find(screening, {
    where: { ticketId, verdict: { in: ['risky', 'review'] } },
    columns: ['verdict'],
  });
  if (rows.some(({ verdict }) => verdict === 'risky')) return 'risky';
  return rows.length > 0 ? 'review' : null;
}

/** Its words are not carried on into chats. */
export const hiddenOf = async (reader: Reader, ticketId: TicketId): Promise<boolean> =>
  (await screeningOf(reader, ticketId)) === 'risky';
