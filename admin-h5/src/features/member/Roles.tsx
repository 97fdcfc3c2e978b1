import { GRANTS, type Grant } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { changesOf } from '../../lib/changes';
import { inLocale, useLocale } from '../../lib/locale';
import { useMay } from '../../lib/me';
import { type ItemOf, usePages } from '../../lib/usePages';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { Field } from '../../ui/Field';
import { Check, Input } from '../../ui/Input';
import { EditDialog } from '../../ui/record/EditDialog';
import { RecordList } from '../../ui/record/RecordList';
import { RecordMenu } from '../../ui/record/RecordMenu';

type Role = ItemOf<'role.list'>;

export function Roles() {
  const { records: all, common } = useText();
  const text = all.role;
  const locale = useLocale();
  const { grants } = useWords();
  const may = useMay('member.manage');
  const [open, setOpen] = useState<Role | 'create' | null>(null);
  const { query, items } = usePages('role.list', { retired: true, limit: 100 });
  const add = (
    <Button look="primary" size="sm" onClick={() => setOpen('create')}>
      <Plus className="h-4 w-4" aria-hidden="true" />
      {text.add}
    </Button>
  );
  return (
    <>
      <div className="mb-2 flex justify-end gap-2">
        {may && add}
        <ExportButton of="role.export" filter={{ retired: true }} />
      </div>
      <RecordList
        name={all.member.tabs.roles}
        query={query}
        items={items}
        filtered={false}
        empty={{ title: text.emptyTitle, words: text.emptyWords, children: may && add }}
        columns={[
          { name: all.name, cell: (row) => inLocale(row.name, locale), width: '22%' },
          { name: all.code, cell: (row) => <code className="font-mono text-xs">{row.code}</code>, width: '18%' },
          {
            name: text.grants,
            cell: (row) => (
              <span title={common.list(row.grants.map((each) => grants[each]))}>
                {common.list(row.grants.map((each) => grants[each]))}
              </span>
            ),
          },
        ]}
        onOpen={may && setOpen}
        menu={
          may
            ? (row) => (
                <RecordMenu kind="role" record={row} name={inLocale(row.name, locale)} onChange={() => setOpen(row)} />
              )
            : null
        }
      />
      {open && <RoleDialog role={open === 'create' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function RoleDialog({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const all = useText().records;
  const text = all.role;
  const words = useWords();
  const [code, setCode] = useState('');
  const [zh, setZh] = useState(role?.name.zh ?? '');
  const [en, setEn] = useState(role?.name.en ?? '');
  const [grants, setGrants] = useState<readonly Grant[]>(role?.grants ?? []);
  const create = useRecord('role.create');
  const change = useRecord('role.change');
  const { busy, refusal } = role ? change : create;
  const save = async () => {
    const body = { name: { zh: zh.trim(), en: en.trim() || zh.trim() }, grants: [...grants] };
    const done = role
      ? await change.save({ id: role.id, version: role.version, change: changesOf(role, body) })
      : await create.save({ ...body, code: code.trim() });
    if (done) onClose();
  };
  return (
    <EditDialog
      title={role ? text.edit : text.add}
      {...{ busy, refusal, onClose }}
      ready={zh.trim() !== '' && (role !== null || code.trim() !== '')}
      onSave={() => void save()}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field of="zh" label={text.nameZh} required>
          <Input value={zh} maxLength={LIMITS.name} onChange={(event) => setZh(event.target.value)} />
        </Field>
        <Field of="en" label={text.nameEn}>
          <Input value={en} maxLength={LIMITS.name} onChange={(event) => setEn(event.target.value)} />
        </Field>
        <Field of="code" label={all.code} hint={role ? undefined : text.codeHint} required={!role}>
          <Input
            value={role?.code ?? code}
            disabled={role !== null}
            maxLength={LIMITS.code}
            autoCapitalize="none"
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      </div>
      <Field of="grants" label={text.grants} group>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {GRANTS.map((grant) => (
            <Check
              key={grant}
              label={words.grants[grant]}
              checked={grants.includes(grant)}
              onChange={(event) =>
                setGrants(event.target.checked ? [...grants, grant] : grants.filter((each) => each !== grant))
              }
            />
          ))}
        </div>
      </Field>
    </EditDialog>
  );
}
