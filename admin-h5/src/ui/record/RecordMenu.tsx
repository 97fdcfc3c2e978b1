// What can be done with one record: change, look at its history, retire or bring back, and what the page adds.
import type { RecordKind, RecordState } from '@paidan/shared/model/records';
import { MoreHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../lib/me';
import { useRecord } from '../../lib/useRecord';
import { useText } from '../../text/useText';
import { IconButton } from '../IconButton';
import { Menu, MenuItem, MenuLine } from '../Menu';
import { toast } from '../Toasts';
import { HistoryDialog } from './HistoryDialog';
import { RetireDialog } from './RetireDialog';

type Props = {
  readonly kind: RecordKind;
  readonly record: { readonly id: string; readonly version: number; readonly state: RecordState };
  readonly name: string;
  readonly onChange: () => void;
  /** More items, for every record. */
  readonly always?: ReactNode;
  /** More items, behind all others. */
  readonly last?: ReactNode;
  /** Nothing brings it back. */
  readonly final?: boolean;
  /** Of its history: events beyond those that all records have. */
  readonly verbs?: Readonly<Record<string, string>>;
  /** More items, for a record in use. */
  readonly children?: ReactNode;
};

export function RecordMenu({ kind, record, name, onChange, always, last, final = false, verbs, children }: Props) {
  const text = useText().records;
  const [open, setOpen] = useState<'history' | 'retire' | null>(null);
  const mayRead = useMay('member.read');
  const { save } = useRecord(`${kind}.restore`);
  const active = record.state === 'active';
  const restore = async () => {
    const done = await save({ id: record.id as never, version: record.version });
    if (!done) toast('danger', text.restore);
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton name={text.menuOf(name)}>
            <MoreHorizontal className="h-4 w-4" aria-hidden="true" />
          </IconButton>
        }
      >
        {active && <MenuItem onSelect={onChange}>{text.change}</MenuItem>}
        {always}
        {active && children}
        {mayRead && <MenuItem onSelect={() => setOpen('history')}>{text.history}</MenuItem>}
        {(!final || last) && <MenuLine />}
        {active ? (
          <MenuItem danger onSelect={() => setOpen('retire')}>
            {text.retire}
          </MenuItem>
        ) : (
          !final && <MenuItem onSelect={() => void restore()}>{text.restore}</MenuItem>
        )}
        {last}
      </Menu>
      {open === 'history' && (
        <HistoryDialog kind={kind} {...(verbs && { verbs })} id={record.id} name={name} onClose={() => setOpen(null)} />
      )}
      {open === 'retire' && <RetireDialog kind={kind} record={record} name={name} onClose={() => setOpen(null)} />}
    </>
  );
}
