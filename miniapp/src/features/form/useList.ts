// One page of a list, asked for again when the question changes; typing is waited out.
import { useEffect, useState } from 'react';
import type { Input, Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';

type Lists = 'site.list' | 'asset.list';
export type List<Item> = {
  /** Null until there is an answer. */
  readonly items: readonly Item[] | null;
  readonly failure: Failure | null;
  readonly retry: () => void;
};

const TYPING_MS = 250;

export function useList<Name extends Lists>(name: Name, input: Input<Name>): List<Output<Name>['items'][number]> {
  type Item = Output<Name>['items'][number];
  const [state, setState] = useState<{ items: readonly Item[] | null; failure: Failure | null }>(BEFORE);
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify(input);
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      const answer = await call(name, JSON.parse(asked) as Input<Name>);
      if (gone) return;
      if (answer.ok) setState({ items: (answer.value as { items: Item[] }).items, failure: null });
      else setState({ items: null, failure: answer.refusal });
    };
    setState(BEFORE);
    const timer = setTimeout(ask, asked.includes('"text"') ? TYPING_MS : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [name, asked, turn]);
  return { ...state, retry: () => setTurn((was) => was + 1) };
}

const BEFORE = { items: null, failure: null };
