// Deciding on reports that wait: at once, said in one line, and taken back by one press where that can be.
import type { HeldOutcomes, HeldView } from '@paidan/shared/contract/guest';
import { LIMITS } from '@paidan/shared/limits';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Answer, call } from '../../lib/call';
import { useGuestText } from '../../text/guest';
import { toast } from '../../ui/Toasts';

export type Decision = 'release' | 'spam' | 'restore';
type Some = readonly Pick<HeldView, 'id'>[];

export function useDecide(onDone: () => void) {
  const text = useGuestText().held;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  /** What was marked as spam last. */
  const last = useRef<Some>([]);

  async function decide(what: Decision, some: Some, block = false): Promise<void> {
    if (busy || some.length === 0) return;
    setBusy(true);
    const said: HeldOutcomes['items'][number][] = [];
    let trouble: string | null = null;
    for (let at = 0; at < some.length && trouble === null; at += LIMITS.heldAtOnce) {
      const ids = some.slice(at, at + LIMITS.heldAtOnce).map(({ id }) => id);
      const answer: Answer<'held.release' | 'held.spam' | 'held.restore'> =
        what === 'release'
          ? await call('held.release', { ids })
          : what === 'spam'
            ? await call('held.spam', { ids, ...(block && { block }) })
            : await call('held.restore', { ids });
      if (answer.ok) said.push(...answer.value.items);
      else trouble = answer.refusal.message;
    }
    setBusy(false);
    onDone();
    void client.invalidateQueries({ queryKey: ['held'] });
    const done = said.filter((one) => one.done);
    const failed = said.filter((one) => !one.done);
    const words = { release: text.released, spam: block ? text.markedBlocked : text.marked, restore: text.restored }[
      what
    ];
    last.current = what === 'spam' ? done : [];
    const undo = { words: text.undo, act: () => void decide('restore', done) };
    if (done.length > 0) toast('ok', words(done.length), what === 'spam' ? undo : undefined);
    if (trouble !== null) toast('danger', trouble);
    else if (failed.length > 0) toast('danger', text.undone(failed.length, failed[0]?.message ?? ''));
  }
  return { decide, busy, takeBack: () => void decide('restore', last.current) };
}
