// Sending a ticket's command: its answer is shown at once, the rest is read again. Where somebody was faster, the ticket is read
// before anything is said: then it can be said what they did.
import type { InputOf } from '@paidan/shared/contract/index';
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useCommand } from '../../../lib/useCommand';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { toast } from '../../../ui/Toasts';
import { isOvertaken, standsNow } from './standsNow';

/** `loud`: a refusal has no dialog to be read in, so it is said in a toast. */
export function useAct<Name extends Gated>(name: Name, loud = false) {
  const { send, busy, refusal } = useCommand(name);
  const client = useQueryClient();
  const text = useText();
  const words = useWords();
  const [now, setNow] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const act = useCallback(
    async (input: InputOf<Name>): Promise<boolean> => {
      const { ticketId } = input as { ticketId: string };
      const key = ['ticket', ticketId];
      const known = () => client.getQueryData<TicketAnswer>(key)?.ticket;
      const before = known();
      setReading(true);
      const answer = await send(input);
      void client.invalidateQueries({ queryKey: ['timeline', ticketId] });
      if (answer.ok) {
        setReading(false);
        client.setQueryData(key, answer.value as TicketAnswer);
        toast('ok', text.ticket.done[name]);
        for (const other of ['counts', 'work']) void client.invalidateQueries({ queryKey: [other] });
        return true;
      }
      const { code, message } = answer.refusal;
      const refreshed = client.invalidateQueries({ queryKey: key });
      // Whoever heard nothing from the server need not wait for it once more.
      if (isOvertaken(code)) await refreshed;
      const isRead = client.getQueryState(key)?.status === 'success';
      const stands = standsNow(
        { code, before, after: isRead ? known() : undefined },
        words,
        text.ticket.done['ticket.offer'],
      );
      const said = stands === null ? null : text.ticket.justChanged(stands);
      setNow(said);
      setReading(false);
      if (loud) toast(said === null ? 'danger' : 'info', said ?? message);
      else if (code === 'stale' && said === null) toast('info', text.common.stale);
      return false;
    },
    [send, client, text, words, name, loud],
  );
  const told = refusal !== null && now !== null ? { ...refusal, message: now } : refusal;
  return { act, busy: busy || reading, refusal: reading ? null : told };
}
