// What shall have a label, in the order of choice. Whole branches are walked page by page, with progress, and can be called off.
import type { LabelView } from '@paidan/shared/contract/label';
import type { SiteId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, refusalOf } from '../../lib/ask';
import type { Refused } from '../../lib/call';
import { keepPicks, recallPicks } from './keptPicks';
import type { Filter } from './Picks';

type Picked = ReadonlyMap<string, LabelView>;

/**
 * `seed`: references that the page was opened with; `within`: a site, all that is inside of which is wanted. What was made of either
 * outlives a reload, under the name `of`.
 */
export function usePicks(seed: readonly string[], within: SiteId | null, of: string) {
  const [before] = useState(() => recallPicks(of));
  const [picked, setPicked] = useState<Picked>(new Map());
  /** How many are loaded so far; null: nothing is being loaded. */
  const [loading, setLoading] = useState<number | null>(null);
  const [missing, setMissing] = useState(0);
  const [isCut, setCut] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const add = useCallback((labels: readonly LabelView[]) => {
    setPicked((before) => {
      const all = new Map(before);
      for (const label of labels) if (all.size < LIMITS.labels || all.has(label.ref)) all.set(label.ref, label);
      return all;
    });
  }, []);

  const load = useCallback(async (work: (signal: AbortSignal, told: (count: number) => void) => Promise<void>) => {
    const here = new AbortController();
    stopper.current?.abort();
    stopper.current = here;
    setRefusal(null);
    setCut(false);
    setLoading(0);
    try {
      await work(here.signal, setLoading);
    } catch (error) {
      const why = refusalOf(error);
      if (!here.signal.aborted && why !== null) setRefusal(why);
    }
    if (stopper.current === here) setLoading(null);
  }, []);

  const opened = (before ?? seed).join(',');
  useEffect(() => {
    if (opened === '') return;
    void load(async (signal, told) => {
      const refs = opened.split(',');
      for (let at = 0; at < refs.length; at += LIMITS.pageSize) {
        const found = await ask('label.get', { refs: refs.slice(at, at + LIMITS.pageSize) }, signal);
        if (signal.aborted) return;
        add(found.items);
        setMissing((before) => before + found.missing);
        told(at + found.items.length);
      }
    });
  }, [opened, load, add]);

  const addAll = (filter: Filter) =>
    load(async (signal, told) => {
      let cursor: string | undefined;
      let count = 0;
      do {
        const page = await ask(
          'label.list',
          { ...filter, limit: LIMITS.pageSize, ...(cursor !== undefined && { cursor }) },
          signal,
        );
        if (signal.aborted) return;
        add(page.items);
        count += page.items.length;
        told(count);
        cursor = page.next;
      } while (cursor !== undefined && count < LIMITS.labels);
      setCut(cursor !== undefined);
    });

  const whole = useRef(addAll);
  whole.current = addAll;
  useEffect(() => {
    if (within !== null && before === null) void whole.current({ of: 'site', under: within });
  }, [within, before]);

  // Not while it is still being loaded: half of it would be kept.
  const settled = loading === null && refusal === null;
  const touched = useRef(false);
  useEffect(() => {
    touched.current ||= picked.size > 0;
    if (settled && touched.current) keepPicks(of, [...picked.keys()]);
  }, [settled, picked, of]);

  return {
    picked,
    loading,
    missing,
    isCut,
    refusal,
    add,
    addAll,
    drop: (refs: readonly string[]) =>
      setPicked((before) => new Map([...before].filter(([ref]) => !refs.includes(ref)))),
    clear: () => {
      setPicked(new Map());
      setMissing(0);
      setCut(false);
    },
    stop: () => stopper.current?.abort(),
  };
}
