// A telephone number with its middle hidden. Whoever may call is shown it, for a reason that is noted; it is hidden again as soon as
// the page is left.
import { Copy, Eye } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../lib/call';
import { copy } from '../lib/copy';
import { useChannelText } from '../text/channels';
import { useNumberText } from '../text/number';
import { useText } from '../text/useText';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Field } from './Field';
import { IconButton } from './IconButton';
import { Input } from './Input';
import { Notice } from './Notice';
import { toast } from './Toasts';

type Show = {
  readonly send: (reason: string) => Promise<Answer<'ticket.phone'>>;
  readonly busy: boolean;
  readonly refusal: { readonly message: string } | null;
};
type Props = {
  readonly mask: string;
  /** Whose it is. */
  readonly who: string;
  readonly reasons: readonly string[];
  /** Null: for whoever may not call. */
  readonly show: Show | null;
};

export function MaskedNumber({ mask, who, reasons, show }: Props) {
  const text = useNumberText();
  const [asking, setAsking] = useState(false);
  const [number, setNumber] = useState<string | null>(null);
  if (number !== null) return <Shown number={number} />;
  const onReason = async (reason: string) => {
    const answer = await show?.send(reason);
    if (answer?.ok !== true) return;
    setAsking(false);
    if (answer.value.phone === null) toast('danger', text.none);
    else setNumber(answer.value.phone);
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="tabular-nums">{mask}</span>
      {show !== null && (
        <IconButton name={text.showOf(who)} onClick={() => setAsking(true)}>
          <Eye className="h-4 w-4" aria-hidden="true" />
        </IconButton>
      )}
      {asking && show !== null && (
        <ReasonDialog
          who={who}
          reasons={reasons}
          busy={show.busy}
          problem={show.refusal?.message ?? null}
          onReason={(reason) => void onReason(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}

function Shown({ number }: { number: string }) {
  const text = useNumberText();
  const copying = useChannelText();
  const onCopy = async () => {
    const done = await copy(number);
    toast(done ? 'ok' : 'danger', done ? copying.copied : copying.copyFailed);
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <a
        href={`tel:${number.replace(/[^+\d]/g, '')}`}
        aria-label={text.call(number)}
        className="tabular-nums text-accent hover:underline"
      >
        {number}
      </a>
      <IconButton name={`${copying.copy} ${number}`} onClick={() => void onCopy()}>
        <Copy className="h-4 w-4" aria-hidden="true" />
      </IconButton>
    </span>
  );
}

type ReasonProps = {
  readonly who: string;
  readonly reasons: readonly string[];
  readonly busy: boolean;
  readonly problem: string | null;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
};

/** Most have one of a few reasons: the first is chosen already, so that Enter is enough. */
function ReasonDialog({ who, reasons, busy, problem, onReason, onClose }: ReasonProps) {
  const text = useNumberText();
  const { common } = useText();
  const [chosen, setChosen] = useState<string | null>(reasons[0] ?? null);
  const [other, setOther] = useState('');
  const reason = chosen ?? other.trim();
  return (
    <Dialog
      title={text.showOf(who)}
      size="sm"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" form="reason" look="primary" busy={busy} disabled={reason === ''}>
            {text.show}
          </Button>
        </>
      }
    >
      <form
        id="reason"
        className="space-y-3 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== '' && !busy) onReason(reason);
        }}
      >
        {problem !== null && <Notice tone="danger">{problem}</Notice>}
        <Field label={text.why} hint={text.whyHint} group>
          <div className="mt-1">
            {[...reasons, null].map((one) => (
              <label key={one ?? ''} className="flex min-h-9 cursor-pointer items-center gap-2.5 max-md:min-h-11">
                <input type="radio" name="reason" checked={chosen === one} onChange={() => setChosen(one)} />
                {one ?? text.otherReason}
              </label>
            ))}
          </div>
        </Field>
        {chosen === null && (
          <Input
            autoFocus
            aria-label={text.otherReason}
            placeholder={text.otherExample}
            value={other}
            maxLength={100}
            onChange={(event) => setOther(event.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}
