// Sends a command about the ticket on the screen, through the outbasket, and says in one line what came of it.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TicketCommandName } from '@paidan/shared/model/command';
import type { TicketView } from '@paidan/shared/model/ticket';
import { useState } from 'react';
import type { Input } from '../../lib/api';
import { commit, type Outcome } from '../../lib/outbasket/outbasket';
import { useOwn, useTroubleWords } from '../../lib/said';
import { trackWords } from '../../text/track';

export type Result = { readonly tone: 'good' | 'bad'; readonly text: string };
type Rest<Name extends TicketCommandName> = Omit<Input<Name>, 'ticketId' | 'version'>;
export type Send = <Name extends Told>(name: Name, rest: Rest<Name>) => Promise<boolean>;
type Told = `ticket.${keyof ReturnType<typeof useSent>}`;

const useSent = () => useOwn(trackWords).sent;

/** `seen`: only where a changed ticket would change the person's mind. */
const MINDS: readonly string[] = ['ticket.confirm', 'ticket.reject', 'ticket.rate', 'ticket.cancel'];

export function useCommand(ticket: TicketView, take: (answer: TicketAnswer) => void) {
  const words = useOwn(trackWords);
  const describe = useTroubleWords();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);

  const send: Send = async (name, rest) => {
    if (busy) return false;
    setBusy(true);
    setResult(null);
    const outcome = (await commit({
      name,
      input: { ...rest, ticketId: ticket.id } as never,
      ticketId: ticket.id,
      ...(MINDS.indexOf(name) >= 0 ? { seen: ticket } : {}),
      title: ticket.title,
    })) as Outcome<'ticket.comment'>;
    setBusy(false);
    switch (outcome.state) {
      case 'done':
        take(outcome.value);
        setResult({ tone: 'good', text: words.sent[name.slice('ticket.'.length) as keyof typeof words.sent] });
        return true;
      case 'waiting':
        setResult({ tone: 'good', text: words.waiting });
        return true;
      case 'refused':
        setResult({ tone: 'bad', text: outcome.failure.message });
        return false;
      case 'trouble':
        setResult({ tone: 'bad', text: describe(outcome.trouble) });
        return false;
    }
  };
  return { send, busy, result, say: setResult };
}
