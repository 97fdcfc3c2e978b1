import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { Field } from '../../ui/Field';
import { PasswordInput } from '../../ui/PasswordInput';
import { EditDialog } from '../../ui/record/EditDialog';
import type { Member } from './member';

/** Ends the person's other sessions, which the toast says. */
export function PasswordDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const text = useText().records.member;
  const [password, setPassword] = useState('');
  const { save, busy, refusal } = useRecord('member.change');
  const send = async () => {
    if (await save({ id: member.id, version: member.version, change: { password } }, text.passwordSet)) onClose();
  };
  return (
    <EditDialog
      title={`${text.setPassword} · ${member.name}`}
      {...{ busy, refusal, onClose }}
      ready={password.length >= LIMITS.passwordMin}
      onSave={() => void send()}
    >
      <Field of="password" label={text.newPassword} hint={text.passwordHint(LIMITS.passwordMin)} required>
        <PasswordInput which="new" value={password} onValue={setPassword} />
      </Field>
    </EditDialog>
  );
}
