// The product's words for its own codes, as far as phones show them. A browser fetches the English ones when they are first asked for:
// most people never do, and the first screen waits for every kilobyte.
import { zhCodes } from '@paidan/shared/text/codes.zh-CN';
import type { CodeWords } from '@paidan/shared/text/words';
import { useEffect, useSyncExternalStore } from 'react';
import { useLanguage } from './language';

let english: CodeWords | null =
  process.env.TARO_ENV === 'h5'
    ? null
    : (require('@paidan/shared/text/codes.en') as typeof import('@paidan/shared/text/codes.en')).enCodes;
let coming: Promise<void> | null = null;
const listeners = new Set<() => void>();

/** Phases, priorities, actions, problems of a form. Until the English ones are there, the Chinese. */
export function useCodes(): CodeWords {
  const wanted = useLanguage() === 'en';
  const now = useSyncExternalStore(listen, theEnglish, theEnglish);
  useEffect(() => {
    if (wanted && now === null) void fetchEnglish();
  });
  return wanted && now !== null ? now : zhCodes;
}

const theEnglish = () => english;

function listen(hear: () => void): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Without signal it is tried again by whoever is drawn next; once it is there, all are. */
function fetchEnglish(): Promise<void> {
  coming ??= import(/* webpackChunkName: "english" */ '@paidan/shared/text/codes.en').then(
    ({ enCodes }) => {
      english = enCodes;
      for (const listener of Array.from(listeners)) listener();
    },
    () => {
      coming = null;
    },
  );
  return coming;
}
