// Binding a member to the platform's name for them.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../lib/me';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { MemberPicker, type Picked } from '../../ui/MemberPicker';
import { EditDialog } from '../../ui/record/EditDialog';
import { toast } from '../../ui/Toasts';
import type { Account } from './useAccounts';

type Props = {
  readonly account: Account;
  /** Who it is about, where that is known already. */
  readonly first?: Picked;
  readonly onClose: () => void;
  readonly onBound?: () => void;
};
const EXTERNAL = /^[\x21-\x7e]{1,64}$/;

export function BindDialog({ account, first, onClose, onBound }: Props) {
  const { handover, ...all } = useChannelText();
  const { common } = useText();
  const text = all.account.people;
  const kind = account.kind === 'wecomGroup' ? 'wecom' : account.kind;
  const mayRead = useMay('member.read');
  const client = useQueryClient();
  const [member, setMember] = useState<Picked | null>(first ?? null);
  const [external, setExternal] = useState('');
  const { send, busy, refusal } = useCommand('identity.bind');
  const typed = external.trim();
  const save = async () => {
    if (member === null) return;
    const answer = await send({ accountId: account.id, memberId: member.id, external: typed });
    if (!answer.ok) return;
    toast('ok', text.bound);
    void client.invalidateQueries({ queryKey: ['identity'] });
    onClose();
    onBound?.();
  };
  return (
    <EditDialog
      title={text.bind}
      {...{ busy, refusal, onClose }}
      ready={member !== null && EXTERNAL.test(typed)}
      onSave={() => void save()}
    >
      <Field
        label={text.external[kind]}
        hint={text.externalAt[kind]}
        required
        problem={typed !== '' && !EXTERNAL.test(typed) ? text.externalBad : undefined}
      >
        <Input
          value={external}
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => setExternal(event.target.value)}
        />
      </Field>
      <Field label={text.member} required group>
        {first !== undefined || !mayRead ? (
          <p className="flex min-h-[36px] items-center">{member?.name ?? common.none}</p>
        ) : (
          <MemberPicker name={text.member} search={handover.searchPeople} value={member} onChange={setMember} />
        )}
      </Field>
    </EditDialog>
  );
}
