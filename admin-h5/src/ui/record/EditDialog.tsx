// The frame of a record's form: title, refusal, fields, save. Enter saves.
import type { ReactNode } from 'react';
import type { Refused } from '../../lib/call';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';

type Props = {
  readonly title: string;
  readonly busy: boolean;
  readonly refusal: Refused | null;
  readonly ready: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function EditDialog({ title, busy, refusal, ready, onSave, onClose, children }: Props) {
  const text = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form="record" look="primary" busy={busy} disabled={!ready}>
            {text.common.save}
          </Button>
        </>
      }
    >
      <form
        id="record"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onSave();
        }}
        className="space-y-4 pb-4"
      >
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        {children}
      </form>
    </Dialog>
  );
}
