// What has been filled in and not sent yet, kept on the device so that a crash or a call takes nothing away. Each person's own;
// a week later nobody misses it.
import { DAY } from '@paidan/shared/kernel/time';
import type { FormValues } from '@paidan/shared/model/field';
import { useCallback, useRef, useState } from 'react';
import { host } from '../../lib/host/index';
import { currentSession } from '../../lib/session';

const KEPT_FOR = 7 * DAY;
type Kept = { readonly values: FormValues; readonly at: number };

const nameOf = (key: string): string => `draft.${currentSession()?.member.id ?? ''}.${key}`;

export function keptDraft(key: string): FormValues | null {
  const kept = host.storage.get(nameOf(key)) as Kept | undefined;
  if (!kept || typeof kept.values !== 'object' || kept.values === null) return null;
  return Date.now() - kept.at < KEPT_FOR ? kept.values : null;
}

/** False: the storage is full. That loses the draft, not the form: what is on the screen goes on. */
export function keepDraft(key: string, values: FormValues): boolean {
  if (Object.keys(values).length > 0)
    return host.storage.set(nameOf(key), { values, at: Date.now() } satisfies Kept).ok;
  host.storage.remove(nameOf(key));
  return true;
}

export const forgetDraft = (key: string): void => host.storage.remove(nameOf(key));

/** Values of a form that outlive the app. `key` names the template or the ticket, and the node; `first` fills in what is known. */
export function useDraft(key: string, first: () => FormValues = () => ({})) {
  const [values, setValues] = useState<FormValues>(() => ({ ...first(), ...keptDraft(key) }));
  const current = useRef(values);
  const done = useRef(false);
  const [unkept, setUnkept] = useState(false);
  const change = useCallback(
    (step: (now: FormValues) => FormValues) => {
      current.current = step(current.current);
      setValues(current.current);
      if (!done.current) setUnkept(!keepDraft(key, current.current));
    },
    [key],
  );
  /** What the product itself fills in is no draft yet: it goes with the page. */
  const fill = useCallback((more: FormValues) => {
    current.current = { ...current.current, ...more };
    setValues(current.current);
  }, []);
  /** Sent: an upload that ends later must not bring it back. */
  const forget = useCallback(() => {
    done.current = true;
    forgetDraft(key);
  }, [key]);
  /** `unkept`: only on this page, since the device has no room. */
  return { values, change, fill, forget, unkept };
}
