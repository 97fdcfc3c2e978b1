// Mini-program codes as pictures: those of the page in view are fetched as it is turned to; all of them before printing.
import { LIMITS } from '@paidan/shared/limits';
import { perPage, type Run } from '@paidan/shared/rules/label/sheet';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, refusalOf } from '../../lib/ask';
import type { Refused } from '../../lib/call';
import type { Made } from './made';

type Images = ReadonlyMap<string, string>;

/** `wanted`: references in view; none: no such codes are shown. */
export function useImages(wanted: readonly string[], large: boolean) {
  const [images, setImages] = useState<Images>(new Map());
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const known = useRef(images);
  known.current = images;
  const size = useRef(large);
  if (size.current !== large) {
    size.current = large;
    known.current = new Map();
    setImages(known.current);
  }

  /** Fetches those that are missing; false: called off or refused. */
  const load = useCallback(
    async (refs: readonly string[], signal: AbortSignal, told: (done: number) => void = () => {}): Promise<boolean> => {
      const missing = refs.filter((ref) => !known.current.has(ref));
      const before = refs.length - missing.length;
      told(before);
      try {
        for (let at = 0; at < missing.length; at += LIMITS.labelCodes) {
          const some = missing.slice(at, at + LIMITS.labelCodes);
          const { items } = await ask('label.codes', { refs: some, large }, signal);
          if (signal.aborted) return false;
          const more = new Map(known.current);
          for (const { ref, image } of items) if (image !== null) more.set(ref, image);
          known.current = more;
          setImages(more);
          told(before + at + some.length);
        }
        setRefusal(null);
        return true;
      } catch (error) {
        if (!signal.aborted) setRefusal(refusalOf(error));
        return false;
      }
    },
    [large],
  );

  const inView = wanted.join(',');
  useEffect(() => {
    if (inView === '') return;
    const here = new AbortController();
    void load(inView.split(','), here.signal);
    return () => here.abort();
  }, [inView, load]);

  return { images, refusal, load };
}

/** Whose labels lie on that page. */
export function refsOn(run: Run, page: number, copies: number, labels: readonly Made[]): readonly string[] {
  const each = perPage(run.sheet);
  const from = Math.max(0, page * each - (run.first - 1));
  const to = Math.min(run.count, (page + 1) * each - (run.first - 1));
  return labels.slice(Math.floor(from / copies), Math.ceil(to / copies)).map(({ ref }) => ref);
}
