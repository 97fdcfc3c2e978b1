import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../lib/useCommand';
import type { ItemOf } from '../../lib/usePages';
import { useChannelText } from '../../text/channels';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { toast } from '../../ui/Toasts';
import type { Account } from './useAccounts';

type Props = { readonly account: Account; readonly bound: ItemOf<'identity.list'>; readonly onClose: () => void };

export function UnbindDialog({ account, bound: { external, member }, onClose }: Props) {
  const text = useChannelText().account.people;
  const client = useQueryClient();
  const { send, busy, refusal } = useCommand('identity.unbind');
  const unbind = async () => {
    const answer = await send({ accountId: account.id, external });
    if (!answer.ok) return;
    toast('ok', text.unbound);
    void client.invalidateQueries({ queryKey: ['identity'] });
    onClose();
  };
  return (
    <ConfirmDialog
      title={text.unbindTitle(member.name)}
      words={text.unbindWords(external)}
      confirm={text.unbind}
      {...{ busy, refusal, onClose }}
      onConfirm={() => void unbind()}
    />
  );
}
