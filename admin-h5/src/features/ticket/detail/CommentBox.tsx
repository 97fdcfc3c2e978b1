// A remark with photos. Ctrl or ⌘ + Enter sends. Words that are not sent stay over a reload; photos are asked about before the page is left.
import type { FileId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { TicketView } from '@paidan/shared/model/ticket';
import { Camera } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { recall, remember } from '../../../lib/kept';
import { useUnsaved } from '../../../lib/unsaved';
import { useText } from '../../../text/useText';
import { Button } from '../../../ui/Button';
import { PhotoField } from '../../../ui/field/PhotoField';
import { Textarea } from '../../../ui/Input';
import { Notice } from '../../../ui/Notice';
import { useAct } from '../actions/useAct';

type Props = {
  readonly ticket: TicketView;
  readonly can: boolean;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
};

export function CommentBox({ ticket, can, inputRef }: Props) {
  const text = useText();
  const draft = `comment.${ticket.id}`;
  const [words, setWords] = useState(() => recall<string>(draft) ?? '');
  const [photos, setPhotos] = useState<readonly FileId[]>([]);
  const [withPhotos, setWithPhotos] = useState(false);
  const { act, busy, refusal } = useAct('ticket.comment');
  useUnsaved(photos.length > 0);
  if (!can) return null;
  const write = (next: string) => {
    setWords(next);
    remember(draft, next || null);
  };
  const send = async () => {
    if (words.trim() === '') return;
    const done = await act({
      ticketId: ticket.id,
      text: words.trim(),
      ...(photos.length > 0 && { photos: [...photos] }),
    });
    if (!done) return;
    write('');
    setPhotos([]);
    setWithPhotos(false);
  };
  return (
    <section className="space-y-2 print:hidden">
      {refusal && <Notice tone="danger">{refusal.message}</Notice>}
      <Textarea
        ref={inputRef as RefObject<HTMLTextAreaElement>}
        aria-label={text.ticket.comment}
        placeholder={text.ticket.comment}
        rows={2}
        maxLength={LIMITS.longText}
        value={words}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {withPhotos && <PhotoField value={photos} onChange={setPhotos} />}
      <div className="flex justify-between">
        <Button look="quiet" size="sm" aria-expanded={withPhotos} onClick={() => setWithPhotos(!withPhotos)}>
          <Camera className="h-4 w-4" aria-hidden="true" />
          {text.fields.addPhoto}
        </Button>
        <Button look="primary" size="sm" busy={busy} disabled={words.trim() === ''} onClick={() => void send()}>
          {text.ticket.commentSend}
        </Button>
      </div>
    </section>
  );
}
