// What has been filled in goes along when another kind is chosen, and is forgotten in all of them once it is sent.
import type { PublicTemplate } from '@paidan/shared/contract/guest';
import type { FormValues } from '@paidan/shared/model/field';
import type { TemplateView } from '@paidan/shared/model/template';
import { useCallback, useRef, useState } from 'react';
import { draftAt, forgetDraft } from '../form/draft';
import { carried } from './arrange';

type Any = PublicTemplate | TemplateView;

/** `draftOf`: under which a template's form is kept. */
export function useCarried(list: readonly Any[] | null, draftOf: (id: string) => string) {
  const now = useRef<FormValues>({});
  const [over, setOver] = useState<FormValues | undefined>(undefined);
  const onValues = useCallback((values: FormValues) => {
    now.current = values;
  }, []);
  /** Before the other one's form is shown. */
  const leave = (from: Any | null, id: string) => {
    const to = list?.find((one) => one.id === id);
    if (!from || !to || from === to) return;
    // What was written there on an earlier visit, after the last word here, is the newer one.
    const stands = draftAt(draftOf(id)) > draftAt(draftOf(from.id));
    setOver(stands ? undefined : carried(from, to, now.current));
  };
  const sent = () => {
    for (const { id } of list ?? []) forgetDraft(draftOf(id));
    now.current = {};
    setOver(undefined);
  };
  return { over, onValues, leave, sent };
}
