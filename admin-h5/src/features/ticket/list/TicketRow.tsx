// One ticket in the list: a dense line on a desktop, two lines beside an open ticket, a card on a phone.
import { ENDED } from '@paidan/shared/kinds';
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { memo } from 'react';
import { Link } from 'react-router';
import { cn } from '../../../lib/cn';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { Person } from '../../../ui/Avatar';
import { Due } from '../../../ui/Due';
import { PhaseBadge, PhaseGlyph } from '../../../ui/PhaseMark';
import { PriorityMark } from '../../../ui/PriorityMark';

export const COLUMNS =
  'grid-cols-[16px_56px_minmax(0,1fr)_96px_96px_136px] lg:grid-cols-[16px_56px_minmax(0,1fr)_minmax(0,200px)_80px_96px_96px_136px] items-center gap-x-4';

type Props = {
  readonly row: TicketSummary;
  readonly search: string;
  readonly open: boolean;
  /** It has changed so that it no longer belongs here; it stays until the list is read again, so that nothing jumps. */
  readonly gone: boolean;
  readonly compact: boolean;
};

export const TicketRow = memo(function TicketRow({ row, search, open, gone, compact }: Props) {
  const text = useText();
  const ended = ENDED.includes(row.phase);
  const to = { pathname: `/tickets/${row.id}`, search };
  const faint = (gone || ended) && '[&_.strong]:font-normal [&_.strong]:text-ink-2';
  return (
    <li className="[content-visibility:auto] [contain-intrinsic-size:auto_44px]">
      {compact ? (
        <Link
          to={to}
          aria-current={open ? 'page' : undefined}
          className={cn('block px-5 py-2.5', open ? 'bg-accent-soft [&_.text-ink-3]:text-ink-2' : 'hover:bg-sunken')}
        >
          <TwoLines row={row} />
        </Link>
      ) : (
        <>
          <Link
            to={to}
            className={cn(
              COLUMNS,
              'hidden h-11 px-5 outline-offset-[-2px] hover:bg-sunken focus-visible:bg-sunken md:grid',
              faint,
            )}
          >
            <PriorityMark priority={row.priority} />
            <span className="text-sm text-ink-3">#{row.no}</span>
            <span className="flex min-w-0 items-center gap-2">
              <span className="strong truncate font-medium">{row.title}</span>
              {row.urges > 0 && !ended && <Urged count={row.urges} />}
              <Marks row={row} />
              {gone && <span className="shrink-0 text-xs text-ink-3">{text.ticket.gone}</span>}
            </span>
            <span className="truncate text-sm text-ink-2 max-lg:hidden">{row.site?.name}</span>
            <span className="truncate text-sm text-ink-2 max-lg:hidden">{row.requester.name}</span>
            <span>
              <PhaseBadge ticket={row} />
            </span>
            <span className="min-w-0 text-sm">
              <Person name={row.assignee?.name} none={text.ticket.unassigned} />
            </span>
            <span className="text-right text-sm">
              <Due ticket={row} />
            </span>
          </Link>
          <Link
            to={to}
            className={cn('block rounded-lg border border-line bg-surface px-3.5 py-3 shadow-low md:hidden', faint)}
          >
            <TwoLines row={row} card />
          </Link>
        </>
      )}
    </li>
  );
});

function TwoLines({ row, card = false }: { row: TicketSummary; card?: boolean }) {
  const text = useText();
  const { stages } = useWords().cards;
  return (
    <>
      <span className="flex items-center gap-2">
        <PriorityMark priority={row.priority} />
        <span className={cn('min-w-0 flex-1', card ? 'strong line-clamp-2 font-medium' : 'truncate')}>{row.title}</span>
        {row.urges > 0 && <Urged count={row.urges} />}
        <Marks row={row} />
        {!card && <span className="text-xs text-ink-2">#{row.no}</span>}
      </span>
      {card && row.site && <span className="mt-1 block truncate text-sm text-ink-2">{row.site.name}</span>}
      <span className="mt-1.5 flex items-center gap-2 text-xs text-ink-2">
        <PhaseGlyph phase={row.phase} />
        <span className="shrink-0">{stages[row.stage]}</span>
        <span className="min-w-0 truncate">
          {row.requester.name} → {row.assignee?.name ?? text.ticket.unassigned}
        </span>
        <span className="ml-auto shrink-0">
          <Due ticket={row} />
        </span>
        {card && <span className="shrink-0 text-ink-3">#{row.no}</span>}
      </span>
    </>
  );
}

function Urged({ count }: { count: number }) {
  const text = useText();
  return (
    <span className="shrink-0 rounded-sm bg-warn-soft px-1 text-2xs font-medium text-warn">
      {text.ticket.urges(count)}
    </span>
  );
}

/** Pictures that came with it, and an earlier report that may be of the same thing. */
function Marks({ row: { photos, phase, twin } }: { row: TicketSummary }) {
  const text = useText();
  return (
    <>
      {photos > 0 && (
        <span
          role="img"
          aria-label={text.ticket.pictures(photos)}
          title={text.ticket.pictures(photos)}
          className="inline-flex shrink-0 items-center gap-0.5 text-xs text-ink-3"
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" className="h-3.5 w-3.5 fill-none stroke-current stroke-[1.4]">
            <path d="M2 5.5h3l1-1.7h4l1 1.7h3v7.700H2z" strokeLinejoin="round" />
            <circle cx="8" cy="9" r="2.200" />
          </svg>
          {photos}
        </span>
      )}
      {twin && !ENDED.includes(phase) && (
        <span className="shrink-0 rounded-sm bg-info-soft px-1 text-2xs font-medium text-info">
          {text.ticket.twin(twin.no)}
        </span>
      )}
    </>
  );
}
