// A question before something is taken away: it names what is touched.
import type { Refused } from '../lib/call';
import { useText } from '../text/useText';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Notice } from './Notice';

type Props = {
  readonly title: string;
  readonly words: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly refusal: Refused | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

export function ConfirmDialog({ title, words, confirm, busy, refusal, onConfirm, onClose }: Props) {
  const { common } = useText();
  return (
    <Dialog
      title={title}
      size="sm"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="danger" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {refusal && (
        <Notice tone="danger" className="mb-3">
          {refusal.message}
        </Notice>
      )}
      <p className="break-words pb-4 text-ink-2">{words}</p>
    </Dialog>
  );
}
