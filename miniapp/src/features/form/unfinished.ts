// What somebody has put down in a field of a form and not yet said to be done: a signature's strokes. Sending that form says it, and no
// other form's sending does.
import { createContext, useState } from 'react';
import type { Finish, Unfinished } from '../../lib/written';

/** Of one form, to be handed to it. */
export const useUnfinished = (): Unfinished => useState(unfinished)[0];

/** Of the form that a field stands in. */
export const OwnForm = createContext<Unfinished | null>(null);

function unfinished(): Unfinished {
  const open = new Set<Finish>();
  return {
    add: (finish) => {
      open.add(finish);
      return () => void open.delete(finish);
    },
    isOpen: () => open.size > 0,
    finish: async () => (await Promise.all(Array.from(open, (finish) => finish()))).every((kept) => kept),
  };
}
