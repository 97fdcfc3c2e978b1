// How far a ticket has come, in the words that every page has for it.
import type { Phase, Stage } from '@paidan/shared/kinds';
import { useCodes } from './said';

/** A copy that an older version kept on the device knows the phase alone. */
export function useStage(): (ticket: { readonly phase: Phase; readonly stage?: Stage }) => string {
  const { phases, stages } = useCodes();
  return ({ phase, stage }) => (stage === undefined ? phases[phase] : stages[stage]);
}
