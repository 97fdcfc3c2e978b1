// Released, a report is a ticket for others to see and work on, and nothing takes that back: asked once. Enter answers yes.
import type { HeldView } from '@paidan/shared/contract/guest';
import { useLocale } from '../../lib/locale';
import { useGuestText } from '../../text/guest';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

type Props = {
  readonly some: readonly HeldView[];
  readonly busy: boolean;
  readonly onRelease: () => void;
  readonly onClose: () => void;
};
/** So many are named; of more, the count says enough. */
const NAMED = 3;

export function ReleaseDialog({ some, busy, onRelease, onClose }: Props) {
  const text = useGuestText().held;
  const { common } = useText();
  const locale = useLocale();
  return (
    <Dialog
      title={text.releaseAsk(some.length)}
      words={text.releaseWords}
      size="sm"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button data-first="" look="primary" busy={busy} onClick={onRelease}>
            {text.release}
          </Button>
        </>
      }
    >
      <ul className="space-y-1 pb-4 text-sm">
        {some.slice(0, NAMED).map(({ id, words, template }) => (
          <li key={id} className="truncate">
            {words[0] ?? template.name[locale]}
          </li>
        ))}
        {some.length > NAMED && <li className="text-ink-3">{text.releaseMore(some.length - NAMED)}</li>}
      </ul>
    </Dialog>
  );
}
