// Reading the platform's contacts now: how many came, changed and left, and what was odd.

import type { OutputOf } from '@paidan/shared/contract/index';
import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../lib/me';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import type { Account } from './useAccounts';

export function Contacts({ account }: { account: Account }) {
  const text = useChannelText().account.contacts;
  const client = useQueryClient();
  const { send, busy, refusal } = useCommand('account.sync');
  const [done, setDone] = useState<OutputOf<'account.sync'> | null>(null);
  const sync = async () => {
    setDone(null);
    const answer = await send({ id: account.id });
    if (!answer.ok) return;
    setDone(answer.value);
    for (const key of ['identity', 'member', 'department', 'handover'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  return (
    <section aria-label={text.title} className="mb-6 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-[200px] flex-1">
          <h2 className="font-medium">{text.title}</h2>
          <p className="text-sm text-ink-2">{text.lead}</p>
        </div>
        <Button busy={busy} onClick={() => void sync()}>
          {!busy && <RefreshCw className="h-4 w-4" aria-hidden="true" />}
          {text.sync}
        </Button>
      </div>
      {refusal && (
        <Notice tone="danger" className="mt-3">
          {refusal.message}
        </Notice>
      )}
      {done && <Result done={done} />}
    </section>
  );
}

function Result({ done: { created, changed, left, problems } }: { done: OutputOf<'account.sync'> }) {
  const text = useChannelText().account.contacts;
  const mayHandOver = useMay('ticket.dispatch');
  const same = created + changed + left === 0;
  return (
    <>
      <Notice tone="ok" className="mt-3">
        {same ? text.same : text.done(created, changed, left)}
        {left > 0 && mayHandOver && (
          <Link to="/handover" className="ml-2 font-medium underline underline-offset-4">
            {text.handover}
          </Link>
        )}
      </Notice>
      {problems.length > 0 && (
        <Notice tone="warn" className="mt-2">
          <p className="font-medium">{text.problems(problems.length)}</p>
          <ul className="mt-1 max-h-[180px] list-disc space-y-0.5 overflow-y-auto pl-4">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
