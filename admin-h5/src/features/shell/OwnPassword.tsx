// One's own password. All sessions end with it, here as elsewhere; this browser is signed in again by itself.
import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { call } from '../../lib/call';
import { useMe } from '../../lib/me';
import { useCommand } from '../../lib/useCommand';
import { useText } from '../../text/useText';
import { Field } from '../../ui/Field';
import { PasswordInput } from '../../ui/PasswordInput';
import { EditDialog } from '../../ui/record/EditDialog';
import { toast } from '../../ui/Toasts';

export default function OwnPassword({ onClose }: { onClose: () => void }) {
  const text = useText().shell.password;
  const { member, tenant } = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { send, busy, refusal } = useCommand('session.setPassword');
  const save = async () => {
    if (!(await send({ current, password })).ok) return;
    // Should it fail, the next request asks for the new password.
    await call('session.create', { org: tenant.code, login: member.login, password });
    toast('ok', text.set);
    onClose();
  };
  return (
    <EditDialog
      title={text.title}
      {...{ busy, refusal, onClose }}
      ready={current !== '' && password.length >= LIMITS.passwordMin}
      onSave={() => void save()}
    >
      {/* Whoever keeps passwords for this person knows by it whose they are. */}
      <input type="text" autoComplete="username" value={member.login} readOnly hidden />
      <Field label={text.current} required>
        <PasswordInput which="current" value={current} onValue={setCurrent} />
      </Field>
      <Field label={text.next} hint={text.hint(LIMITS.passwordMin)} required>
        <PasswordInput which="new" value={password} onValue={setPassword} />
      </Field>
    </EditDialog>
  );
}
