// A new connection: which platform, then its values. Afterwards its page opens and checks them.
import { ACCOUNT_KINDS, type AccountKind } from '@paidan/shared/kinds';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate } from 'react-router';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { PlatformMark } from '../../ui/PlatformMark';
import { PartsForm } from './PartsForm';
import { type Draft, flawsOf, sentOf } from './parts';

type Props = { readonly taken: readonly string[]; readonly onClose: () => void };

export default function CreateDialog({ taken, onClose }: Props) {
  const text = useChannelText();
  const [kind, setKind] = useState<AccountKind | null>(null);
  if (kind !== null) return <ValuesDialog kind={kind} taken={taken} onBack={() => setKind(null)} onClose={onClose} />;
  return (
    <Dialog title={text.account.choose} onClose={onClose}>
      <ul className="space-y-2 pb-5">
        {ACCOUNT_KINDS.map((each) => (
          <li key={each}>
            <button
              type="button"
              onClick={() => setKind(each)}
              className="flex w-full items-start gap-3 rounded-lg border border-line p-3.5 text-left transition-colors hover:border-accent hover:bg-accent-soft"
            >
              <PlatformMark kind={each} size="lg" />
              <span className="min-w-0">
                <span className="block font-medium">{text.kinds[each]}</span>
                <span className="block text-sm text-ink-2">{text.account.kindWords[each]}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type ValuesProps = Props & { readonly kind: AccountKind; readonly onBack: () => void };

function ValuesDialog({ kind, taken, onBack, onClose }: ValuesProps) {
  const { common } = useText();
  const text = useChannelText();
  const [draft, setDraft] = useState<Draft>({ name: freeName(text.kinds[kind], taken), typed: {}, roles: [] });
  const [tried, setTried] = useState(false);
  const { send, busy, refusal } = useCommand('account.create');
  const client = useQueryClient();
  const [made, setMade] = useState<string | null>(null);
  const flaws = {
    ...flawsOf(kind, draft, []),
    ...(draft.name.trim() === '' && { name: 'missing' as const }),
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(flaws).length > 0 || busy) return;
    const answer = await send({ kind, ...sentOf(kind, draft) });
    if (!answer.ok) return;
    await client.invalidateQueries({ queryKey: ['account'] });
    setMade(answer.value.account.id);
  };
  // Only once the dialog is gone, which keeps what was typed.
  if (made !== null) return <Navigate to={`/connections/${made}`} />;
  return (
    <Dialog
      keeps
      title={text.kinds[kind]}
      words={text.account.kindWords[kind]}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onBack} className="md:mr-auto">
            {common.back}
          </Button>
          <Button type="submit" form="connection" look="primary" busy={busy}>
            {text.account.create}
          </Button>
        </>
      }
    >
      <form id="connection" noValidate onSubmit={submit} className="space-y-4 pb-4">
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        <PartsForm kind={kind} has={[]} draft={draft} onDraft={setDraft} flaws={tried ? flaws : {}} />
      </form>
    </Dialog>
  );
}

/** `企业微信应用`, `企业微信应用 2` … */
function freeName(name: string, taken: readonly string[]): string {
  for (let at = 1; ; at++) {
    const tried = at === 1 ? name : `${name} ${at}`;
    if (!taken.includes(tried)) return tried;
  }
}
