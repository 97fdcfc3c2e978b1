// What can be done with a connection as a whole: its history, retiring it, bringing it back.
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../lib/me';
import { useRecord } from '../../lib/useRecord';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { IconButton } from '../../ui/IconButton';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu';
import { HistoryDialog } from '../../ui/record/HistoryDialog';
import { toast } from '../../ui/Toasts';
import type { Account } from './useAccounts';

export function AccountMenu({ account }: { account: Account }) {
  const { records } = useText();
  const text = useChannelText().account;
  const mayRead = useMay('member.read');
  const [open, setOpen] = useState<'history' | 'retire' | null>(null);
  const retire = useRecord('account.retire');
  const restore = useRecord('account.restore');
  const seen = { id: account.id, version: account.version };
  const onRetire = async () => {
    if (await retire.save(seen)) setOpen(null);
  };
  const onRestore = async () => {
    if (!(await restore.save(seen))) toast('danger', records.restore);
  };
  return (
    <>
      <Menu
        trigger={
          <IconButton name={records.menuOf(account.name)}>
            <MoreHorizontal className="h-4 w-4" aria-hidden="true" />
          </IconButton>
        }
      >
        {mayRead && <MenuItem onSelect={() => setOpen('history')}>{records.history}</MenuItem>}
        {mayRead && <MenuLine />}
        {account.state === 'active' ? (
          <MenuItem danger onSelect={() => setOpen('retire')}>
            {records.retire}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => void onRestore()}>{records.restore}</MenuItem>
        )}
      </Menu>
      {open === 'history' && (
        <HistoryDialog
          kind="account"
          verbs={text.history}
          id={account.id}
          name={account.name}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'retire' && (
        <ConfirmDialog
          title={text.retireTitle(account.name)}
          words={text.retireWords}
          confirm={records.retire}
          busy={retire.busy}
          refusal={retire.refusal}
          onConfirm={() => void onRetire()}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
