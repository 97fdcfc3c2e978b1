// The frame of a record's form: title, refusal, fields, save. Enter saves.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Refused } from '../../lib/call';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { focusFirstWrong, problemsOf, RefusedFields, useRefusedFields } from '../refusedFields';

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
  const fields = useRefusedFields(refusal);
  const form = useRef<HTMLFormElement>(null);
  /** Whether each thing that is wrong stands at a field of this form; what has none is said above. */
  const [placed, setPlaced] = useState(false);
  useEffect(() => {
    const wrong = Object.keys(problemsOf(refusal)).length;
    setPlaced(wrong > 0 && form.current?.querySelectorAll('[id$="-problem"]').length === wrong);
    if (wrong > 0) focusFirstWrong(form.current);
  }, [refusal]);
  const left = Object.keys(fields.problems).length > 0 ? text.common.fieldsWrong : undefined;
  const said = placed ? left : refusal?.message;
  return (
    <Dialog
      keeps
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
        ref={form}
        id="record"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onSave();
        }}
        className="space-y-4 pb-4"
      >
        {said && <Notice tone="danger">{said}</Notice>}
        <RefusedFields.Provider value={fields}>{children}</RefusedFields.Provider>
      </form>
    </Dialog>
  );
}
