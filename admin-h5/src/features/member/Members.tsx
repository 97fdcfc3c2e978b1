import { Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { useMay, useMe } from '../../lib/me';
import { usePages } from '../../lib/usePages';
import { useEraseText } from '../../text/erase';
import { useText } from '../../text/useText';
import { Avatar } from '../../ui/Avatar';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { Check, Select } from '../../ui/Input';
import { MenuItem } from '../../ui/Menu';
import { ImportDialog } from '../../ui/record/ImportDialog';
import { RecordList } from '../../ui/record/RecordList';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { SearchBox } from '../../ui/SearchBox';
import { EraseMember } from './EraseMember';
import { MemberDialog } from './MemberDialog';
import { MemberNumber } from './MemberNumber';
import type { Member } from './member';
import { useNames } from './names';
import { PasswordDialog } from './PasswordDialog';

type Open =
  | { readonly what: 'edit' | 'password' | 'erase'; readonly member: Member }
  | { readonly what: 'create' | 'import' }
  | null;

export function Members() {
  const all = useText();
  const text = all.records.member;
  const may = useMay('member.manage');
  const me = useMe().member.id;
  const erasing = useEraseText();
  const [filter, setFilter] = useState({ text: '', role: '', departmentId: '', retired: false });
  const [open, setOpen] = useState<Open>(null);
  const names = useNames();
  const asked = {
    ...(filter.text && { text: filter.text }),
    ...(filter.role && { role: filter.role }),
    ...(filter.departmentId && { departmentId: filter.departmentId as NonNullable<Member['departmentId']> }),
    ...(filter.retired && { retired: true }),
  };
  const { query, items } = usePages('member.list', asked);
  const close = () => setOpen(null);
  const buttons = (
    <>
      <Button look="primary" size="sm" onClick={() => setOpen({ what: 'create' })}>
        <Plus className="h-4 w-4" aria-hidden="true" />
        {text.add}
      </Button>
      <Button size="sm" onClick={() => setOpen({ what: 'import' })}>
        <Upload className="h-4 w-4" aria-hidden="true" />
        {all.records.import}
      </Button>
      <ExportButton of="member.export" filter={asked} />
    </>
  );
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <SearchBox
          name={text.search}
          value={filter.text}
          onChange={(value) => setFilter({ ...filter, text: value })}
          className="w-full md:w-[240px]"
          hotkey
        />
        <Select
          aria-label={text.roles}
          className="w-[130px] max-md:flex-1"
          value={filter.role}
          onChange={(event) => setFilter({ ...filter, role: event.target.value })}
        >
          <option value="">{text.allRoles}</option>
          {names.roles.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          aria-label={text.department}
          className="w-[160px] max-md:flex-1"
          value={filter.departmentId}
          onChange={(event) => setFilter({ ...filter, departmentId: event.target.value })}
        >
          <option value="">{text.allDepartments}</option>
          {names.departments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Check
          label={all.records.showRetired}
          checked={filter.retired}
          onChange={(event) => setFilter({ ...filter, retired: event.target.checked })}
        />
        {may && <div className="flex gap-2 md:ml-auto">{buttons}</div>}
      </div>
      <RecordList
        name={text.title}
        query={query}
        items={items}
        filtered={Boolean(filter.text || filter.role || filter.departmentId)}
        empty={{ title: text.emptyTitle, words: text.emptyWords, children: may && buttons }}
        columns={[
          {
            name: text.personName,
            cell: (row) => (
              <span className="flex items-center gap-2.5">
                <Avatar name={row.name} pictureId={row.pictureId} size="md" className="max-md:hidden" />
                <span className="truncate">{row.name}</span>
                {row.state === 'retired' && (
                  <Badge>{row.erasedAt === null ? all.records.state.retired : erasing.erased}</Badge>
                )}
              </span>
            ),
          },
          { name: text.login, cell: (row) => <LoginCell member={row} /> },
          { name: text.phone, cell: (row) => <MemberNumber member={row} />, width: '190px' },
          { name: text.department, cell: (row) => names.department(row.departmentId), minor: true },
          { name: text.roles, cell: (row) => all.common.list(row.roles.map(names.role)), minor: true },
        ]}
        onOpen={may && ((member) => setOpen({ what: 'edit', member }))}
        menu={
          may
            ? (row) => (
                <RecordMenu
                  kind="member"
                  record={row}
                  name={row.name}
                  onChange={() => setOpen({ what: 'edit', member: row })}
                  final={row.erasedAt !== null}
                  verbs={{ erased: erasing.verb }}
                  last={
                    row.erasedAt === null &&
                    row.id !== me && (
                      <MenuItem danger onSelect={() => setOpen({ what: 'erase', member: row })}>
                        {erasing.action}
                      </MenuItem>
                    )
                  }
                >
                  <MenuItem onSelect={() => setOpen({ what: 'password', member: row })}>{text.setPassword}</MenuItem>
                </RecordMenu>
              )
            : null
        }
      />
      {open?.what === 'create' && <MemberDialog member={null} onClose={close} />}
      {open?.what === 'edit' && <MemberDialog member={open.member} onClose={close} />}
      {open?.what === 'erase' && <EraseMember member={open.member} onClose={close} />}
      {open?.what === 'password' && <PasswordDialog member={open.member} onClose={close} />}
      {open?.what === 'import' && <ImportDialog kind="member" onClose={close} />}
    </>
  );
}

function LoginCell({ member }: { member: Member }) {
  const text = useText().records.member;
  // What stands there only keeps the place.
  if (member.erasedAt !== null) return null;
  return (
    <>
      {member.login}
      {!member.hasPassword && <span className="ml-2 text-xs text-ink-3">{text.noPassword}</span>}
    </>
  );
}
