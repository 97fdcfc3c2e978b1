// The frame of an action's dialog: title, what stands in the way, what is asked, send and not.
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import type { ReactNode } from 'react';
import type { Refused } from '../../../lib/call';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';

type Props = {
  readonly command: Gated;
  readonly words?: ReactNode;
  readonly refusal: Refused | null;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly send?: string;
  readonly keep?: string;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

export function ActDialog({
  command,
  words: about,
  refusal,
  busy,
  disabled = false,
  danger = false,
  send,
  keep,
  onSend,
  onClose,
  children,
}: Props) {
  const text = useText();
  const words = useWords();
  return (
    <Dialog
      keeps
      title={words.actions[command]}
      words={about}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{keep ?? text.common.cancel}</Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={onSend}>
            {send ?? words.actions[command]}
          </Button>
        </>
      }
    >
      <div className="space-y-4 pb-4">
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        {children}
      </div>
    </Dialog>
  );
}
