// Before personal data are taken out for good: what is done, what stays, and why. Whoever goes on writes down whose data they are; while it
// goes on it says how far it is, and at the end what was done.
import { LIMITS } from '@paidan/shared/limits';
import { type ReactNode, useState } from 'react';
import type { Refused } from '../lib/call';
import { useEraseText } from '../text/erase';
import { useText } from '../text/useText';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { Input } from './Input';
import { Notice } from './Notice';

type Props = {
  readonly name: string;
  /** What is done, and how far it is. */
  readonly goes: ReactNode;
  readonly stays: readonly string[];
  /** Whether it is known by now what is done. */
  readonly ready?: boolean;
  /** Why it cannot be begun. */
  readonly obstacle?: string | null;
  readonly busy: boolean;
  /** It broke off in the middle: some of it is done. */
  readonly halted?: boolean;
  readonly refusal: Refused | null;
  /** What was done; null: not yet. */
  readonly report: readonly string[] | null;
  /** To know about what was or would be done. */
  readonly warning?: string | null;
  readonly onErase: (reason: string) => void;
  readonly onClose: () => void;
  /** More choices. */
  readonly children?: ReactNode;
};

export function EraseDialog(props: Props) {
  const {
    name,
    goes,
    stays,
    ready = true,
    obstacle,
    busy,
    halted,
    refusal,
    report,
    warning,
    onErase,
    onClose,
    children,
  } = props;
  const text = useEraseText();
  const { common } = useText();
  const [reason, setReason] = useState<string>(text.reasons[0] ?? '');
  const [written, setWritten] = useState('');
  const said = reason.trim();
  const sure = written.trim() === name.trim();
  const caution = warning ? <Notice tone="warn">{warning}</Notice> : null;
  if (report !== null)
    return (
      <Dialog title={text.erased} onClose={onClose} foot={<Button onClick={onClose}>{common.close}</Button>}>
        <div className="space-y-4 pb-4" role="status">
          <Told title={text.report} lines={report} />
          {caution}
          <Told title={text.stays} lines={stays} />
        </div>
      </Dialog>
    );
  return (
    <Dialog
      title={text.title(name)}
      // What goes on goes on without the dialog, too; but nobody closes it by mistake.
      onClose={() => !busy && onClose()}
      foot={
        <>
          <Button disabled={busy} onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            look="danger"
            busy={busy}
            disabled={!ready || !sure || said === '' || Boolean(obstacle)}
            onClick={() => onErase(said)}
          >
            {halted ? text.resume : text.action}
          </Button>
        </>
      }
    >
      <div className="space-y-4 pb-4">
        {refusal && <Notice tone="danger">{refusal.message}</Notice>}
        {obstacle && <Notice tone="danger">{obstacle}</Notice>}
        {halted && !busy && <Notice tone="warn">{text.halted}</Notice>}
        {goes}
        {!busy && (
          <>
            <Told title={text.stays} lines={stays} />
            {caution}
            {children}
            <Field label={text.reason} hint={text.reasonHint} required>
              <Input
                value={reason}
                maxLength={LIMITS.reason}
                list="erase-reasons"
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            <datalist id="erase-reasons">
              {text.reasons.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
            <Field label={text.confirm(name)} required>
              <Input
                value={written}
                maxLength={LIMITS.name}
                autoComplete="off"
                onChange={(event) => setWritten(event.target.value)}
              />
            </Field>
          </>
        )}
        {busy && (
          <p role="status" className="text-sm text-ink-2">
            {text.progress}
          </p>
        )}
      </div>
    </Dialog>
  );
}

export function Told({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="mt-1 list-disc space-y-1 pl-5 text-sm text-ink-2">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
