// The ticket's head as a slip: the number on its stub, the matter on the slip itself.
import type { TicketView } from '@paidan/shared/model/ticket';
import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { inLocale, useLocale } from '../../../lib/locale';
import { useText } from '../../../text/useText';
import { Badge } from '../../../ui/Badge';
import { IconButton } from '../../../ui/IconButton';
import { PhaseBadge } from '../../../ui/PhaseMark';
import { PriorityMark } from '../../../ui/PriorityMark';

type BarProps = {
  readonly no?: number;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
};

export function TopBar({ no, onPrevious, onNext, onClose }: BarProps) {
  const text = useText();
  return (
    <div className="sticky top-0 z-20 flex h-12 items-center gap-1 bg-canvas px-2 md:px-4 print:hidden">
      <IconButton name={text.ticket.backToList} keys="Escape" onClick={onClose}>
        <ArrowLeft className="h-4 w-4" aria-hidden="true" />
      </IconButton>
      <span className="text-sm text-ink-2">{no !== undefined && `#${no}`}</span>
      <span className="ml-auto" />
      <IconButton name={text.ticket.previous} keys="k" disabled={onPrevious === null} onClick={() => onPrevious?.()}>
        <ChevronUp className="h-4 w-4" aria-hidden="true" />
      </IconButton>
      <IconButton name={text.ticket.next} keys="j" disabled={onNext === null} onClick={() => onNext?.()}>
        <ChevronDown className="h-4 w-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

export function Head({ ticket }: { ticket: TicketView }) {
  const text = useText();
  const locale = useLocale();
  return (
    <div className="drop-shadow-[0_1px_1px_rgb(16_32_30/0.14)]">
      <header className="slip flex overflow-hidden rounded-lg bg-surface">
        <div className="flex w-[84px] shrink-0 flex-col items-center justify-center gap-1 border-r-2 border-dashed border-line py-4">
          <span className="text-lg font-semibold leading-none">#{ticket.no}</span>
          <PriorityMark priority={ticket.priority} wordy />
        </div>
        <div className="min-w-0 flex-1 px-4 py-3.5">
          <h1 className="break-words text-xl font-semibold leading-snug">{ticket.title}</h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
            <PhaseBadge ticket={ticket} />
            {ticket.screening && (
              <Badge tone={ticket.screening === 'risky' ? 'danger' : 'warn'}>
                {text.ticket.screening[ticket.screening]}
              </Badge>
            )}
            <span>{inLocale(ticket.template.name, locale)}</span>
            {ticket.site && <span className="min-w-0 truncate">{ticket.site.name}</span>}
          </p>
        </div>
      </header>
    </div>
  );
}
