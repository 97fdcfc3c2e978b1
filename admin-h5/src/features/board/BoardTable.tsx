// Days down, phases across. The darker a cell, the more there are; what is still to be done by colour, what is over in grey.
import { ENDED, type Phase } from '@paidan/shared/kinds';
import { Link } from 'react-router';
import { cn } from '../../lib/cn';
import { useBoardText } from '../../text/board';
import { useWords } from '../../text/words';
import { PhaseGlyph } from '../../ui/PhaseMark';
import type { Grid, Line } from './grid';

type Props = { readonly grid: Grid; readonly templateId: string | null };

export function BoardTable({ grid, templateId }: Props) {
  const text = useBoardText();
  const { phases } = useWords();
  const head = 'border-b border-line px-1 pb-2 pt-1 font-normal text-ink-2 max-md:text-2xs md:px-3';
  return (
    <table className="w-full max-w-[880px] table-fixed border-collapse text-sm tabular-nums">
      <thead>
        <tr>
          <th scope="col" className={cn(head, 'w-[4.5em] text-left md:w-[9em]')}>
            {text.day}
          </th>
          {grid.phases.map((phase) => (
            <th key={phase} scope="col" className={cn(head, 'text-right')}>
              <span className="inline-flex items-center gap-1.5 max-md:flex-col max-md:items-end max-md:gap-1">
                <PhaseGlyph phase={phase} />
                {phases[phase]}
              </span>
            </th>
          ))}
          <th scope="col" className={cn(head, 'text-right align-bottom')}>
            {text.total}
          </th>
        </tr>
      </thead>
      <tbody>
        <Row line={grid.sum} grid={grid} templateId={templateId} />
        {grid.lines.map((line) => (
          <Row key={line.day} line={line} grid={grid} templateId={templateId} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ line, grid, templateId }: Props & { line: Line }) {
  const text = useBoardText();
  const { phases } = useWords();
  const { day, counts, total } = line;
  const weekday = day === null ? '' : text.weekdays[new Date(day).getUTCDay()];
  return (
    <tr className={cn(day === null && 'font-medium')}>
      <th scope="row" className="whitespace-nowrap border-b border-line px-1 text-left font-normal text-ink-2 md:px-3">
        {day === null ? (
          text.total
        ) : (
          <>
            {day.slice(5)} <span className="text-xs text-ink-3 max-md:hidden">{weekday}</span>
          </>
        )}
      </th>
      {grid.phases.map((phase) => {
        const count = counts[phase] ?? 0;
        return (
          <td key={phase} className="border-b border-line p-0 text-right">
            {count === 0 ? (
              <span className="px-1 text-ink-3 md:px-3" aria-hidden="true">
                ·
              </span>
            ) : day === null ? (
              <span className="px-1 md:px-3">{short(count)}</span>
            ) : (
              <Link
                to={`/tickets?${addressOf(day, phase, templateId)}`}
                aria-label={text.open(count, day, phases[phase])}
                style={{ background: tint(phase, count / grid.most) }}
                className="block px-1 py-1.5 hover:underline max-md:flex max-md:min-h-[44px] max-md:items-center max-md:justify-end md:px-3"
              >
                {short(count)}
              </Link>
            )}
          </td>
        );
      })}
      <td className="border-b border-line px-1 text-right text-ink-2 md:px-3">{short(total)}</td>
    </tr>
  );
}

function addressOf(day: string, phase: Phase, templateId: string | null): string {
  return new URLSearchParams({ phase, ...(templateId !== null && { template: templateId }), day }).toString();
}

/** Columns of a phone hold five characters. */
const short = (count: number): string => (count < 100_000 ? String(count) : `${Math.floor(count / 1000)}k`);

/** At most a fifth of the ink, so that numbers stay as readable as on bare ground. */
const tint = (phase: Phase, share: number): string =>
  `rgb(var(${ENDED.includes(phase) ? '--ink-3' : '--accent'}) / ${(0.04 + 0.14 * Math.sqrt(share)).toFixed(3)})`;
