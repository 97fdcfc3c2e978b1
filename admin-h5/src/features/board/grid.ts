// From the board's cells to lines of a table: a day each, the newest first, a number for each phase that anything is in.
import type { OutputOf } from '@paidan/shared/contract/index';
import { PHASES, type Phase } from '@paidan/shared/kinds';

export type Board = OutputOf<'ticket.board'>;
export type Line = {
  /** Null: all days together. */
  readonly day: string | null;
  readonly counts: Readonly<Partial<Record<Phase, number>>>;
  readonly total: number;
};
export type Grid = {
  readonly phases: readonly Phase[];
  readonly sum: Line;
  readonly lines: readonly Line[];
  /** The largest number of one day, for how dark a cell is. */
  readonly most: number;
};

/** Of one template, or of all. Phases are those of the whole board, so that columns stay where they are from template to template. */
export function gridOf({ days, cells }: Board, templateId: string | null): Grid {
  const phases = PHASES.filter((phase) => cells.some((cell) => cell.phase === phase));
  const ours = cells.filter((cell) => templateId === null || cell.templateId === templateId);
  const lineOf = (day: string | null): Line => {
    const counts: Partial<Record<Phase, number>> = {};
    let total = 0;
    for (const cell of ours) {
      if (day !== null && cell.day !== day) continue;
      counts[cell.phase] = (counts[cell.phase] ?? 0) + cell.count;
      total += cell.count;
    }
    return { day, counts, total };
  };
  const lines = [...days].reverse().map(lineOf);
  const most = Math.max(0, ...lines.flatMap(({ counts }) => Object.values(counts)));
  return { phases, sum: lineOf(null), lines, most };
}
