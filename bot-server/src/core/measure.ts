// What is counted of the work done, for whoever watches over the server. Labels are names out of the program: never a person's,
// an organization's, or anything that a caller wrote.
import type { AggregateKind } from '@paidan/shared/kinds';

export type Outcome = 'done' | 'refused' | 'fault';

/** Durations are in milliseconds. */
export type Measure = {
  readonly request: (endpoint: string, status: number, ms: number) => void;
  readonly command: (aggregate: AggregateKind, verb: string, outcome: Outcome, ms: number) => void;
  /** One event was numbered, so long after it was written. */
  readonly sealed: (ms: number) => void;
};
