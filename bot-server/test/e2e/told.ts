// What the server has written down in the end, for judging a story by more than its pages.
import type { Caller } from './api';

type Line = { readonly type: string; readonly by: { readonly name: string } | null; readonly channel: string };

/** Per event: what, who, through which channel. */
export async function timelineOf(
  teller: Caller,
  ticketId: string,
): Promise<readonly (readonly [string, string | undefined, string])[]> {
  const { body } = await teller('ticket.timeline', { ticketId });
  return (body.items as readonly Line[]).map(({ type, by, channel }) => [
    type.replace('ticket.', ''),
    by?.name,
    channel,
  ]);
}
