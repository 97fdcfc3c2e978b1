// What a code leads to for whoever has no account.
import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../lib/call';
import { hasCode, readQuery } from '../../lib/code';
import { type Label, labelOf, lastLabel, type PublicPage, publicPage } from '../../lib/guest';
import { chooseOrg } from '../../lib/session';

type Query = Readonly<Record<string, string | undefined>>;
export type PublicState =
  | { readonly is: 'looking' }
  /** Opened by no code, and none before. */
  | { readonly is: 'none' }
  | { readonly is: 'torn' }
  | { readonly is: 'page'; readonly label: Label; readonly page: PublicPage }
  | { readonly is: 'failed'; readonly label: Label; readonly failure: Failure };

export function usePublic(query: Query): { readonly state: PublicState; readonly again: () => void } {
  const [state, setState] = useState<PublicState>({ is: 'looking' });
  const [turn, setTurn] = useState(0);
  const opened = JSON.stringify(query);

  useEffect(() => {
    let gone = false;
    const asked = JSON.parse(opened) as Query;
    const spot = hasCode(asked) ? readQuery(asked) : null;
    if (hasCode(asked) && spot === null) return setState({ is: 'torn' });
    const label = spot === null ? lastLabel() : labelOf(spot);
    if (label === null) return setState({ is: 'none' });
    setState({ is: 'looking' });
    void publicPage(label, turn > 0).then((answer) => {
      if (gone) return;
      if (!answer.ok) return setState({ is: 'failed', label, failure: answer.refusal });
      chooseOrg(answer.value.org.code);
      setState({ is: 'page', label, page: answer.value });
    });
    return () => {
      gone = true;
    };
  }, [opened, turn]);

  return { state, again: useCallback(() => setTurn((was) => was + 1), []) };
}
