// The place that the report is about, from the code by which the page was opened or which was scanned here.
import { useCallback, useEffect, useState } from 'react';
import { hasCode, readCode, readQuery, type Spot } from '../../lib/code';
import { type Found, findSpot, type Lost } from '../../lib/spot';

export type Query = Readonly<Record<string, string | undefined>>;
export type Bad = Lost | { readonly why: 'torn' };
export type SpotState =
  /** `byHand`: whoever said so chooses it, and is given none. */
  | { readonly is: 'none'; readonly byHand?: true }
  | { readonly is: 'looking' }
  | { readonly is: 'found'; readonly found: Found }
  | { readonly is: 'bad'; readonly bad: Bad; readonly spot: Spot | null };

export function useSpot(query: Query) {
  const [state, setState] = useState<SpotState>(() => (hasCode(query) ? { is: 'looking' } : { is: 'none' }));

  const look = useCallback(async (spot: Spot | null) => {
    if (spot === null) return setState({ is: 'bad', bad: { why: 'torn' }, spot });
    setState({ is: 'looking' });
    const answer = await findSpot(spot);
    setState(answer.ok ? { is: 'found', found: answer.value } : { is: 'bad', bad: answer.refusal, spot });
  }, []);

  const opened = JSON.stringify(query);
  useEffect(() => {
    const asked = JSON.parse(opened) as Query;
    if (hasCode(asked)) void look(readQuery(asked));
  }, [opened, look]);

  return {
    state,
    scanned: (text: string) => look(readCode(text)),
    again: () => {
      if (state.is === 'bad') void look(state.spot);
    },
    clear: () => setState({ is: 'none', byHand: true }),
  };
}
