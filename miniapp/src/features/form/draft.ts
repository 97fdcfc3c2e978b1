// What has been filled in and not sent yet, kept on the device so that a crash or a call takes nothing away. Each person's own;
// a week later nobody misses it.
import { DAY } from '@paidan/shared/kernel/time';
import type { FormValues } from '@paidan/shared/model/field';
import { useCallback, useRef, useState } from 'react';
import { host } from '../../lib/host/index';
import { currentSession } from '../../lib/session';
import { orgOfDraft } from './draftNames';

const KEPT_FOR = 7 * DAY;
type Kept = { readonly values: FormValues; readonly at: number };

const NOTHING: FormValues = {};
const nameFor = (who: string, key: string): string => `draft.${who}.${key}`;
const nameOf = (key: string): string => nameFor(ownerOf(key), key);
const NOBODY = '';

/** What a guest of another organization fills in here is nobody's until they are one of here: they may become a guest elsewhere first. */
function ownerOf(key: string): string {
  const session = currentSession();
  if (session === null) return NOBODY;
  const org = orgOfDraft(key);
  return session.guest === true && org !== null && org !== session.tenant.code ? NOBODY : session.member.id;
}

export function keptDraft(key: string): FormValues | null {
  const kept = host.storage.get(nameOf(key)) as Kept | undefined;
  if (!kept || typeof kept.values !== 'object' || kept.values === null) return null;
  return Date.now() - kept.at < KEPT_FOR ? kept.values : null;
}

/** When it was last changed; 0: nothing is kept. */
export const draftAt = (key: string): number => (host.storage.get(nameOf(key)) as Kept | undefined)?.at ?? 0;

/** False: the storage is full. That loses the draft, not the form: what is on the screen goes on. */
export function keepDraft(key: string, values: FormValues): boolean {
  if (Object.keys(values).length > 0)
    return host.storage.set(nameOf(key), { values, at: Date.now() } satisfies Kept).ok;
  host.storage.remove(nameOf(key));
  return true;
}

/** Also what was filled in before there was anybody. */
export function forgetDraft(key: string): void {
  host.storage.remove(nameOf(key));
  host.storage.remove(nameFor(NOBODY, key));
}

/** Kept under another name by an earlier version. */
export function renameDraft(from: string, to: string): void {
  const kept = host.storage.get(nameOf(from));
  if (!kept) return;
  if (draftAt(to) === 0) host.storage.set(nameOf(to), kept);
  host.storage.remove(nameOf(from));
}

/** What was filled in before there was anybody is now that person's, who has just begun. */
export function adoptDraft(key: string): void {
  const [from, to] = [nameFor(NOBODY, key), nameOf(key)];
  const [kept, own] = [from, to].map((name) => host.storage.get(name) as Kept | undefined);
  if (from === to || !kept) return;
  if (!own || own.at < kept.at) host.storage.set(to, kept);
  host.storage.remove(from);
}

/**
 * Values of a form that outlive the app. `key` names the template or the ticket, and the node; `first` fills in what is known, `over`
 * what is newer than what was kept.
 */
export function useDraft(key: string, first: () => FormValues = () => ({}), over: FormValues = NOTHING) {
  const [values, setValues] = useState<FormValues>(() => ({ ...first(), ...keptDraft(key), ...over }));
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
  /** Of this moment, where the drawn ones may be older: after something was waited for. */
  const latest = useCallback(() => current.current, []);
  /** `unkept`: only on this page, since the device has no room. */
  return { values, latest, change, fill, forget, unkept };
}
