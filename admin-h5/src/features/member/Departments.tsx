import { LIMITS } from '@paidan/shared/limits';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { changesOf } from '../../lib/changes';
import { useMay } from '../../lib/me';
import { type ItemOf, usePages } from '../../lib/usePages';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { Field } from '../../ui/Field';
import { Input, Select } from '../../ui/Input';
import { EditDialog } from '../../ui/record/EditDialog';
import { RecordList } from '../../ui/record/RecordList';
import { RecordMenu } from '../../ui/record/RecordMenu';

type Department = ItemOf<'department.list'>;

export function Departments() {
  const all = useText().records;
  const text = all.department;
  const may = useMay('member.manage');
  const [open, setOpen] = useState<Department | 'create' | null>(null);
  const { query, items } = usePages('department.list', { retired: true, limit: 100 });
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
        <ExportButton of="department.export" filter={{ retired: true }} />
      </div>
      <RecordList
        name={all.member.tabs.departments}
        query={query}
        items={items}
        filtered={false}
        empty={{ title: text.emptyTitle, words: text.emptyWords, children: may && add }}
        columns={[
          { name: all.name, cell: (row) => row.name },
          { name: text.parent, cell: (row) => items.find(({ id }) => id === row.parentId)?.name ?? '' },
          { name: all.state.active, cell: (row) => all.state[row.state], width: '120px' },
        ]}
        onOpen={may && setOpen}
        menu={
          may
            ? (row) => <RecordMenu kind="department" record={row} name={row.name} onChange={() => setOpen(row)} />
            : null
        }
      />
      {open && (
        <DepartmentDialog department={open === 'create' ? null : open} others={items} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

type DialogProps = {
  readonly department: Department | null;
  readonly others: readonly Department[];
  readonly onClose: () => void;
};

function DepartmentDialog({ department, others, onClose }: DialogProps) {
  const text = useText().records;
  const [name, setName] = useState(department?.name ?? '');
  const [parentId, setParentId] = useState<string>(department?.parentId ?? '');
  const create = useRecord('department.create');
  const change = useRecord('department.change');
  const { busy, refusal } = department ? change : create;
  const save = async () => {
    const body = { name: name.trim(), parentId: (parentId || null) as Department['parentId'] };
    const done = department
      ? await change.save({ id: department.id, version: department.version, change: changesOf(department, body) })
      : await create.save(body);
    if (done) onClose();
  };
  return (
    <EditDialog
      title={department ? text.department.edit : text.department.add}
      {...{ busy, refusal, onClose }}
      ready={name.trim() !== ''}
      onSave={() => void save()}
    >
      <Field of="name" label={text.name} required>
        <Input value={name} maxLength={LIMITS.name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field of="parentId" label={text.department.parent}>
        <Select value={parentId} onChange={(event) => setParentId(event.target.value)}>
          <option value="">{text.department.top}</option>
          {others
            .filter(({ id, state }) => id !== department?.id && state === 'active')
            .map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
        </Select>
      </Field>
    </EditDialog>
  );
}
