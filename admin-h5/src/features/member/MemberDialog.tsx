// Making or changing a person. A change sends only what changed, with the version that was seen.
import { LIMITS } from '@paidan/shared/limits';
import { useState } from 'react';
import { changesOf } from '../../lib/changes';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { Field } from '../../ui/Field';
import { Check, Input, Select } from '../../ui/Input';
import { PasswordInput } from '../../ui/PasswordInput';
import { EditDialog } from '../../ui/record/EditDialog';
import type { Member } from './member';
import { useNames } from './names';
import { PictureField } from './PictureField';

export function MemberDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const text = useText().records.member;
  const names = useNames();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [body, setBody] = useState({
    name: member?.name ?? '',
    phone: member?.phone ?? '',
    departmentId: member?.departmentId ?? ('' as const),
    roles: member?.roles ?? [],
    pictureId: member?.pictureId ?? null,
  });
  const create = useRecord('member.create');
  const change = useRecord('member.change');
  const { busy, refusal } = member ? change : create;
  const ready =
    body.name.trim() !== '' &&
    (member !== null || (login.trim().length >= 2 && (password === '' || password.length >= LIMITS.passwordMin)));

  const save = async () => {
    const sent = {
      name: body.name.trim(),
      phone: body.phone.trim() || null,
      departmentId: body.departmentId || null,
      roles: body.roles,
    };
    const done = member
      ? await change.save({
          id: member.id,
          version: member.version,
          change: changesOf(member, { ...sent, pictureId: body.pictureId }),
        })
      : await create.save({ ...sent, login: login.trim(), ...(password && { password }) });
    if (done) onClose();
  };
  return (
    <EditDialog title={member ? text.edit : text.add} {...{ busy, refusal, ready, onClose }} onSave={() => void save()}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field of="name" label={text.personName} required>
          <Input
            value={body.name}
            maxLength={LIMITS.name}
            onChange={(event) => setBody({ ...body, name: event.target.value })}
          />
        </Field>
        <Field of="login" label={text.login} hint={member ? undefined : text.loginHint} required={!member}>
          <Input
            value={member?.login ?? login}
            disabled={member !== null}
            maxLength={LIMITS.login}
            autoCapitalize="none"
            onChange={(event) => setLogin(event.target.value)}
          />
        </Field>
        <Field of="phone" label={text.phone}>
          <Input
            type="tel"
            value={body.phone}
            // A mask is replaced as a whole, or left as it is.
            onFocus={(event) => event.target.select()}
            maxLength={LIMITS.phone}
            onChange={(event) => setBody({ ...body, phone: event.target.value })}
          />
        </Field>
        <Field of="departmentId" label={text.department}>
          <Select
            value={body.departmentId}
            onChange={(event) => setBody({ ...body, departmentId: event.target.value as typeof body.departmentId })}
          >
            <option value="">{text.noDepartment}</option>
            {names.departments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {member && (
        <Field label={text.picture} hint={text.pictureHint} group>
          <PictureField
            name={body.name}
            value={body.pictureId}
            onChange={(pictureId) => setBody({ ...body, pictureId })}
          />
        </Field>
      )}
      <Field of="roles" label={text.roles} group>
        <div className="grid gap-1 sm:grid-cols-2">
          {names.roles.map(({ code, name }) => (
            <Check
              key={code}
              label={name}
              checked={body.roles.includes(code)}
              onChange={(event) =>
                setBody({
                  ...body,
                  roles: event.target.checked ? [...body.roles, code] : body.roles.filter((each) => each !== code),
                })
              }
            />
          ))}
        </div>
      </Field>
      {member === null && (
        <Field of="password" label={text.password} hint={text.passwordHint(LIMITS.passwordMin)}>
          <PasswordInput which="new" value={password} onValue={setPassword} />
        </Field>
      )}
    </EditDialog>
  );
}
