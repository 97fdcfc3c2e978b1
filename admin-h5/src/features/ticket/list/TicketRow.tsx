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
  'grid-cols-[16px_56px_minmax(0,1fr)_96px_96px_104px] lg:grid-cols-[16px_56px_minmax(0,1fr)_minmax(0,220px)_96px_104px_112px] items-center gap-x-4';

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
              {gone && <span className="shrink-0 text-xs text-ink-3">{text.ticket.gone}</span>}
            </span>
            <span className="truncate text-sm text-ink-2 max-lg:hidden">{row.site?.name}</span>
            <span>
              <PhaseBadge phase={row.phase} />
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
  const { phases } = useWords();
  return (
    <>
      <span className="flex items-center gap-2">
        <PriorityMark priority={row.priority} />
        <span className={cn('min-w-0 flex-1', card ? 'strong line-clamp-2 font-medium' : 'truncate')}>{row.title}</span>
        {row.urges > 0 && <Urged count={row.urges} />}
        {!card && <span className="text-xs text-ink-2">#{row.no}</span>}
      </span>
      {card && row.site && <span className="mt-1 block truncate text-sm text-ink-2">{row.site.name}</span>}
      <span className="mt-1.5 flex items-center gap-2 text-xs text-ink-2">
        <PhaseGlyph phase={row.phase} />
        <span className="shrink-0">{phases[row.phase]}</span>
        <span className="min-w-0 truncate">{row.assignee?.name ?? text.ticket.unassigned}</span>
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
