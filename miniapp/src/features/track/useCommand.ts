// Sends a command about the ticket on the screen, through the outbasket, and says in one line what came of it: in the open sheet what
// is still wrong, and everything else at the bottom of the page.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TicketCommandName } from '@paidan/shared/model/command';
import type { TicketView } from '@paidan/shared/model/ticket';
import { useState } from 'react';
import type { Input } from '../../lib/api';
import { commit, type Outcome } from '../../lib/outbasket/outbasket';
import { useOwn, useTroubleWords } from '../../lib/said';
import { hush, tell } from '../../lib/told';
import { type TrackWords, trackWords } from '../../text/track';

type Rest<Name extends TicketCommandName> = Omit<Input<Name>, 'ticketId' | 'version'>;
export type Send = <Name extends Told>(name: Name, rest: Rest<Name>) => Promise<boolean>;
type Told = `ticket.${'urge' | keyof TrackWords['sent']}`;

/** `seen`: only where a changed ticket would change the person's mind. */
const MINDS: readonly string[] = ['ticket.confirm', 'ticket.reject', 'ticket.rate', 'ticket.cancel'];

/** `inSheet`: a sheet is open, and shows `wrong`. */
export function useCommand(ticket: TicketView, take: (answer: TicketAnswer) => void, inSheet: boolean) {
  const words = useOwn(trackWords);
  const describe = useTroubleWords();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const sayNo = (text: string) => (inSheet ? setWrong(text) : tell(text, 'bad'));

  const send: Send = async (name, rest) => {
    if (busy) return false;
    setBusy(true);
    setWrong('');
    hush();
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
        tell(
          name === 'ticket.urge'
            ? words.urged[outcome.value.ticket.assignee ? 'worker' : 'dispatcher']
            : words.sent[name.slice('ticket.'.length) as keyof typeof words.sent],
        );
        return true;
      case 'waiting':
        tell(words.waiting);
        return true;
      case 'refused':
        sayNo(outcome.failure.message);
        return false;
      case 'trouble':
        sayNo(describe(outcome.trouble));
        return false;
    }
  };
  return { send, busy, wrong, forgive: () => setWrong('') };
}
