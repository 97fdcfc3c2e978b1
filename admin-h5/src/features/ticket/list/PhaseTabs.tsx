import { PHASES, type Phase } from '@paidan/shared/kinds';
import { useText } from '../../../text/useText';
import { useWords } from '../../../text/words';
import { PhaseGlyph } from '../../../ui/PhaseMark';
import { Tabs } from '../../../ui/Tabs';

type Props = {
  readonly counts: Readonly<Partial<Record<Phase, number>>> | undefined;
  /** Counted among the newer tickets only: so many or more. */
  readonly atLeast: boolean;
  readonly value: readonly Phase[] | undefined;
  readonly onChange: (phase: Phase | null) => void;
};

/** A phase that nothing is in stays away, unless it is the one chosen. */
export function PhaseTabs({ counts, atLeast, value, onChange }: Props) {
  const text = useText();
  const { phases } = useWords();
  const chosen = value?.length === 1 ? value[0] : undefined;
  // None so far is no number worth showing.
  const said = (count: number) =>
    atLeast && count === 0 ? {} : { count: `${text.common.count(count)}${atLeast && count < 1000 ? '+' : ''}` };
  const all = counts && PHASES.reduce((sum, phase) => sum + (counts[phase] ?? 0), 0);
  return (
    <div className="pb-1">
      <Tabs<Phase | 'every'>
        name={text.ticket.phasesName}
        tabs={[
          { value: 'every', label: text.common.all, ...(all !== undefined && said(all)) },
          ...PHASES.filter((phase) => phase === chosen || !counts || atLeast || (counts[phase] ?? 0) > 0).map(
            (phase) => ({
              value: phase,
              label: (
                <>
                  <PhaseGlyph phase={phase} />
                  {phases[phase]}
                </>
              ),
              ...(counts && said(counts[phase] ?? 0)),
            }),
          ),
        ]}
        value={chosen ?? 'every'}
        onChange={(phase) => onChange(phase === 'every' ? null : phase)}
      />
    </div>
  );
}
