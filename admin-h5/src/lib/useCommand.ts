// Sending a command from a form or a button: busy, refused, and the same key again when the same thing is sent after silence.
import type { InputOf } from '@paidan/shared/contract/index';
import { useCallback, useRef, useState } from 'react';
import { type Answer, type CommandName, call, newKey, passing, type Refused } from './call';

export type Command<Name extends CommandName> = {
  readonly send: (input: InputOf<Name>) => Promise<Answer<Name>>;
  readonly busy: boolean;
  readonly refusal: Refused | null;
  readonly forget: () => void;
};

export function useCommand<Name extends CommandName>(name: Name): Command<Name> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const unsure = useRef<{ readonly key: string; readonly body: string } | null>(null);

  const send = useCallback(
    async (input: InputOf<Name>) => {
      const body = JSON.stringify(input);
      const key = unsure.current?.body === body ? unsure.current.key : newKey();
      setBusy(true);
      setRefusal(null);
      const answer = await call(name, input, { key });
      unsure.current = !answer.ok && passing(answer.refusal) ? { key, body } : null;
      setBusy(false);
      if (!answer.ok) setRefusal(answer.refusal);
      return answer;
    },
    [name],
  );
  return { send, busy, refusal, forget: useCallback(() => setRefusal(null), []) };
}
