// What came of a press or of words: said only where the product did not simply answer.
import { Warn } from './icons';
import type { Delivery } from './model';
import { useWords } from './setting';
import type { Words } from './text';

export type Came = Pick<Delivery, 'outcome'> & Partial<Delivery>;

export function outcomeWords(words: Words, { outcome, status, deliveries, error }: Came): string | null {
  switch (outcome) {
    case 'answered':
      return null;
    case 'unanswered':
      if (deliveries === undefined) return words.unansweredPlain;
      return status === undefined || status === 0 ? words.unanswered(deliveries) : words.turnedAway(status, deliveries);
    case 'refused': {
      if (error !== undefined) return words.wrongReply(`${error.errcode} ${error.errmsg}`);
      return status === undefined ? words.refusedPlain : words.refused(status);
    }
  }
}

export function Trouble({ children }: { readonly children: string }) {
  return (
    <p className="trouble" role="status">
      <Warn size={13} />
      {children}
    </p>
  );
}

export function Outcome({ came }: { readonly came: Came }) {
  const said = outcomeWords(useWords(), came);
  return said === null ? null : <Trouble>{said}</Trouble>;
}
