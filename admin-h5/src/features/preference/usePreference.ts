// What is heard, as it is being chosen: shown at once, saved when the choosing rests, taken back by one press.
import type { PreferenceView } from '@paidan/shared/contract/channel';
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../../lib/ask';
import { call, passing } from '../../lib/call';
import { usePreferenceText } from '../../text/preference';
import { useText } from '../../text/useText';
import { toast } from '../../ui/Toasts';

export type Whose = 'me' | 'organization';
/** Milliseconds of rest before a choice is sent. */
const REST = 600;

export function usePreference(of: Whose) {
  const { common } = useText();
  const text = usePreferenceText();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['preference', of],
    queryFn: ({ signal }) => ask('preference.get', { of }, signal),
  });
  const [draft, setDraft] = useState<PreferenceValues | null>(null);
  const waiting = useRef<PreferenceValues | null>(null);
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(async (): Promise<void> => {
    const values = waiting.current;
    const before = client.getQueryData<PreferenceView>(['preference', of]);
    if (values === null || before === undefined || sending.current) return;
    waiting.current = null;
    sending.current = true;
    const answer = await call('preference.change', { of, version: before.version, values });
    sending.current = false;
    if (answer.ok) {
      client.setQueryData(['preference', of], answer.value);
      if (of === 'organization') void client.invalidateQueries({ queryKey: ['preference', 'me'] });
      toast('ok', common.saved, { words: text.undo, act: () => put.current(before.values, true) });
    } else {
      toast('danger', `${text.failed}${answer.refusal.message}`);
      if (!passing(answer.refusal)) void client.invalidateQueries({ queryKey: ['preference'] });
    }
    if (waiting.current === null) return setDraft(null);
    return flush();
  }, [client, of, common, text]);

  const change = (values: PreferenceValues, now = false) => {
    setDraft(values);
    waiting.current = values;
    clearTimeout(timer.current);
    if (now) void flush();
    else timer.current = setTimeout(() => void flush(), REST);
  };
  const put = useRef(change);
  put.current = change;
  // Whoever leaves at once has chosen all the same.
  const last = useRef(flush);
  last.current = flush;
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      void last.current();
    },
    [],
  );
  return { query, values: draft ?? query.data?.values ?? {}, change };
}
