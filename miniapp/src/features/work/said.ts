// What came of a command, in one line for the person; empty when there is nothing to add.
import type { CallName } from '../../lib/api';
import type { Outcome } from '../../lib/outbasket/outbasket';
import { useOwn, useTroubleWords } from '../../lib/said';
import { workWords } from '../../text/work';

export function useOutcomeWords(): (outcome: Outcome<CallName>) => string {
  const words = useOwn(workWords);
  const troubleWords = useTroubleWords();
  return (outcome) => {
    switch (outcome.state) {
      case 'done':
        return '';
      case 'waiting':
        return words.kept;
      case 'refused':
        return outcome.failure.message;
      case 'trouble':
        return troubleWords(outcome.trouble);
    }
  };
}

/** It went, or it will go by itself: the sheet can close. */
export const isGone = ({ state }: Outcome<CallName>): boolean => state === 'done' || state === 'waiting';
