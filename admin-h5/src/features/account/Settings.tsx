// The connection's values once more; only what was changed is sent, and a secret only where it was replaced.
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useUnsaved } from '../../lib/unsaved';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { toast } from '../../ui/Toasts';
import { PartsForm } from './PartsForm';
import { changeOf, draftOf, flawsOf } from './parts';
import type { Account } from './useAccounts';

export function Settings({ account }: { account: Account }) {
  const { common } = useText();
  const text = useChannelText().account;
  // What was there when the typing began: a change is held against that, whatever happens to the connection meanwhile.
  const [base, setBase] = useState(account);
  const [draft, setDraft] = useState(() => draftOf(account));
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(0);
  const { send, busy, refusal } = useCommand('account.change');
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = changeOf(base, draft);
  const untouched = Object.keys(change).length === 0;
  useUnsaved(!untouched);
  const flaws = {
    ...flawsOf(base.kind, draft, account.has),
    ...(draft.name.trim() === '' && { name: 'missing' as const }),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(flaws).length > 0)
      return requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    if (busy || untouched) return;
    const answer = await send({ id: account.id, version: account.version, change });
    void client.invalidateQueries({ queryKey: ['account'] });
    if (!answer.ok) return;
    toast('ok', common.saved);
    setBase(answer.value.account);
    setDraft(draftOf(answer.value.account));
    setSaved((times) => times + 1);
  };
  return (
    <form ref={form} noValidate onSubmit={submit} className="max-w-[620px] space-y-4">
      {refusal && <Notice tone="danger">{refusal.message}</Notice>}
      <PartsForm
        key={saved}
        kind={account.kind}
        has={account.has}
        draft={draft}
        onDraft={setDraft}
        flaws={tried ? flaws : {}}
      />
      <div className="flex gap-2 border-t border-line pt-4 max-md:[&>button]:flex-1">
        <Button type="submit" look="primary" busy={busy} disabled={untouched}>
          {common.save}
        </Button>
        {!untouched && <Button onClick={() => setDraft(draftOf(base))}>{text.discard}</Button>}
      </div>
    </form>
  );
}
