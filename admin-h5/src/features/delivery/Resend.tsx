import type { DeliveryView } from '@paidan/shared/contract/channel';
import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useCommand } from '../../lib/useCommand';
import { useChannelText } from '../../text/channels';
import { IconButton } from '../../ui/IconButton';
import { toast } from '../../ui/Toasts';

export function Resend({ row: { id, ticket, member } }: { row: DeliveryView }) {
  const text = useChannelText().delivery;
  const client = useQueryClient();
  const { send, busy } = useCommand('delivery.resend');
  const resend = async () => {
    const answer = await send({ id });
    toast(answer.ok ? 'ok' : 'danger', answer.ok ? text.resent : answer.refusal.message);
    void client.invalidateQueries({ queryKey: ['delivery'] });
  };
  return (
    <IconButton
      name={text.resendOf(ticket.no, member?.name ?? text.group)}
      disabled={busy}
      onClick={() => void resend()}
    >
      <RotateCw className="h-4 w-4" aria-hidden="true" />
    </IconButton>
  );
}
