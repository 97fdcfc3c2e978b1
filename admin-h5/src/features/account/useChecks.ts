// Runs the check whenever the list comes into view, so after each change of the values, too; a failed one is not repeated
// by itself, since WeCom locks an address out for an hour after many wrong secrets (90313).
import type { CheckView } from '@paidan/shared/contract/channel';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useCommand } from '../../lib/useCommand';
import { type Row, rowsOf } from './checks';
import type { Account } from './useAccounts';

export function useChecks(account: Account, onAwait: (awaited: boolean) => void) {
  const client = useQueryClient();
  const checking = useCommand('account.check');
  const testing = useCommand('account.test');
  const [checks, setChecks] = useState<readonly CheckView[] | null>(null);
  /** The last press before the card went out; undefined while none is awaited. */
  const [before, setBefore] = useState<number | null | undefined>(undefined);
  const { id } = account;
  const { send } = checking;

  const check = useCallback(async () => {
    const answer = await send({ id });
    if (answer.ok) setChecks(answer.value.checks);
    void client.invalidateQueries({ queryKey: ['account'] });
  }, [send, id, client]);

  useEffect(() => void check(), [check]);

  const awaited = before !== undefined && account.health.pressedAt === before;
  const wantsPress = account.kind === 'wecom';
  useEffect(() => onAwait(awaited), [awaited, onAwait]);
  useEffect(() => () => onAwait(false), [onAwait]);

  const test = async () => {
    const answer = await testing.send({ id });
    if (answer.ok && wantsPress) setBefore(account.health.pressedAt);
    void client.invalidateQueries({ queryKey: ['account'] });
  };
  const rows: readonly Row[] = rowsOf(account, { checks, asking: checking.busy, awaited });
  return { rows, check, checking, test, testing, checked: checks !== null };
}
