// Changing the organization's records: send, say so, and read the lists again.
import type { InputOf } from '@paidan/shared/contract/index';
import type { RecordKind } from '@paidan/shared/model/records';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useText } from '../text/useText';
import { toast } from '../ui/Toasts';
import type { CommandName } from './call';
import { useCommand } from './useCommand';

export type RecordCommand = Extract<
  CommandName,
  `${RecordKind | 'account'}.${'create' | 'change' | 'retire' | 'restore'}`
>;

export function useRecord<Name extends RecordCommand>(name: Name) {
  const { send, busy, refusal } = useCommand(name);
  const client = useQueryClient();
  const text = useText();
  const save = useCallback(
    async (input: InputOf<Name>, said?: string): Promise<boolean> => {
      const answer = await send(input);
      const [kind = '', verb = ''] = name.split('.');
      if (answer.ok || answer.refusal.code === 'stale') void client.invalidateQueries({ queryKey: [kind] });
      if (answer.ok) toast('ok', said ?? wordsOf(verb, text));
      return answer.ok;
    },
    [send, client, text, name],
  );
  return { save, busy, refusal };
}

function wordsOf(verb: string, text: ReturnType<typeof useText>): string {
  const { records, common } = text;
  return { create: records.created, retire: records.retired, restore: records.restored }[verb] ?? common.saved;
}
