// One report that waits: who, when, where, why it was kept, the words, the pictures, and what can be done with it.
import type { HeldView } from '@paidan/shared/contract/guest';
import { Link } from 'react-router';
import { cn } from '../../lib/cn';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { momentAlone } from '../../lib/time';
import { useEraseText } from '../../text/erase';
import { useGuestText } from '../../text/guest';
import { useWords } from '../../text/words';
import { Button } from '../../ui/Button';
import { PhotoThumb } from '../../ui/field/PhotoThumb';
import { VoiceNoteView } from '../../ui/field/VoiceNoteView';
import { HeldNumber } from './HeldNumber';
import type { Decision } from './useDecide';

type Props = {
  readonly held: HeldView;
  readonly chosen: boolean;
  /** The keys act on this one. */
  readonly here: boolean;
  readonly busy: boolean;
  readonly onChoose: () => void;
  readonly onHere: () => void;
  /** Undefined: whoever looks may not. */
  readonly onErase: (() => void) | undefined;
  readonly onRelease: () => void;
  readonly onDecide: (what: Exclude<Decision, 'release'>, block?: boolean) => void;
};

export function HeldCard({ held, chosen, here, busy, onChoose, onHere, onErase, onRelease, onDecide }: Props) {
  const { held: text, rules } = useGuestText();
  const codes = useWords();
  const erasing = useEraseText();
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const { id, state, at, why, template, site, asset, words, photos, voices, phone, guest, history, ticket } = held;
  const title = words[0] ?? template.name[locale];
  const place = asset ?? site;
  return (
    <li
      id={`held-${id}`}
      tabIndex={-1}
      aria-current={here ? 'true' : undefined}
      onFocus={onHere}
      className={cn(
        'rounded-lg border bg-surface p-4 shadow-low',
        here ? 'outline outline-2 outline-accent' : 'outline-none',
        chosen ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex items-start gap-3">
        {state !== 'released' && (
          <input
            type="checkbox"
            aria-label={text.choose(title)}
            checked={chosen}
            onChange={onChoose}
            className="mt-1 h-4 w-4 shrink-0 accent-[rgb(var(--accent))]"
          />
        )}
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-1.5">
            {why.map((reason) => (
              <span
                key={reason}
                className="rounded bg-warn-soft px-1.5 py-0.5 text-xs text-warn"
                title={rules.holdWords[reason]}
              >
                {codes.holdReasons[reason]}
              </span>
            ))}
            <span className="ml-auto text-xs text-ink-3">{momentAlone(at, now, offsetMinutes, locale)}</span>
          </div>
          {words.length === 0 ? (
            <p className="mt-1 text-ink-3">{template.name[locale]}</p>
          ) : (
            words.map((piece) => (
              <p key={piece} className="mt-1 whitespace-pre-line break-words">
                {piece}
              </p>
            ))
          )}
          {photos.length > 0 && (
            <div className="mt-2 flex flex-wrap gap-2">
              {photos.map((photo, index) => (
                <PhotoThumb key={photo} id={photo} name={text.photo(index + 1)} all={photos} />
              ))}
            </div>
          )}
          {voices.map((note) => (
            <div key={note.file} className="mt-2">
              <VoiceNoteView note={note} />
            </div>
          ))}
          <p className="mt-2 text-xs text-ink-2">
            {template.name[locale]} · {place === null ? text.noPlace : text.at(place.name)} · {guest.name}
            {phone !== null && (
              <>
                {' '}
                <HeldNumber id={id} mask={phone} who={guest.name} />
              </>
            )}{' '}
            · {text.reports(guest.reports)}
            {guest.blocked && <span className="ml-1 text-danger">▲ {text.blocked}</span>}
          </p>
          {history.length > 0 && (
            <ul aria-label={text.history} className="mt-1 text-xs text-ink-3">
              {history.map(({ what, at: when, by }) => (
                <li key={`${when} ${what}`} className={what === 'blocked' ? 'text-ink-2' : undefined}>
                  {momentAlone(when, now, offsetMinutes, locale)} {by?.name} {codes.heldSteps[what]}
                </li>
              ))}
            </ul>
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            {state === 'held' && (
              <>
                <Button look="primary" size="sm" busy={busy} onClick={onRelease}>
                  {text.release}
                </Button>
                <Button size="sm" busy={busy} onClick={() => onDecide('spam')}>
                  {text.spam}
                </Button>
                <Button look="quiet" size="sm" busy={busy} onClick={() => onDecide('spam', true)}>
                  {text.block}
                </Button>
              </>
            )}
            {state === 'spam' && (
              <Button size="sm" busy={busy} onClick={() => onDecide('restore')}>
                {text.restore}
              </Button>
            )}
            {onErase !== undefined && (
              <Button look="quiet" size="sm" onClick={onErase}>
                {erasing.action}
              </Button>
            )}
            {ticket !== null && (
              <Link to={`/tickets/${ticket.id}`} className="text-sm text-accent underline-offset-2 hover:underline">
                {text.ticket(ticket.no)}
              </Link>
            )}
          </div>
        </div>
      </div>
    </li>
  );
}
