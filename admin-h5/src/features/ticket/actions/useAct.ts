// Sending a ticket's command: its answer is shown at once, the rest is read again, and a stale view is refreshed and said.
import type { InputOf } from '@paidan/shared/contract/index';
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useCommand } from '../../../lib/useCommand';
import { useText } from '../../../text/useText';
import { toast } from '../../../ui/Toasts';

/** `loud`: a refusal has no dialog to be read in, so it is said in a toast. */
export function useAct<Name extends Gated>(name: Name, loud = false) {
  const { send, busy, refusal } = useCommand(name);
  const client = useQueryClient();
  const text = useText();
  const act = useCallback(
    async (input: InputOf<Name>): Promise<boolean> => {
      const { ticketId } = input as { ticketId: string };
      const answer = await send(input);
      if (answer.ok) {
        client.setQueryData(['ticket', ticketId], answer.value as TicketAnswer);
        toast('ok', text.ticket.done[name]);
      } else if (answer.refusal.code === 'stale') {
        toast('info', text.common.stale);
      } else if (loud) {
        toast('danger', answer.refusal.message);
      }
      for (const key of answer.ok
        ? [['timeline', ticketId], ['counts'], ['work']]
        : [
            ['ticket', ticketId],
            ['timeline', ticketId],
          ]) {
        void client.invalidateQueries({ queryKey: key });
      }
      return answer.ok;
    },
    [send, client, text, name, loud],
  );
  return { act, busy, refusal };
}
