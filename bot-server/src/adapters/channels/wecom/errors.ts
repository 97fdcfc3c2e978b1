// What does WeCom's errcode mean for what is done next? Source: 90313. The words of `errmsg` are no contract: only the code counts.
import type { Trouble, TroubleKind } from '../../../core/channels';

type Sorted = { readonly kind: TroubleKind; readonly codes: readonly number[]; readonly wait?: number };

const MINUTE = 60_000;
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const TABLE: readonly Sorted[] = [
  // busy; more calls at once than allowed; a token or ticket that has run out, and a fresh one was refused as well
  { kind: 'later', codes: [-1, 45033, 40014, 42001, 42012, 42013] },
  // too many calls in a minute
  { kind: 'later', codes: [45009], wait: MINUTE },
  // not known, not a valid name, outside of what the app may see, or all receivers at once are
  { kind: 'person', codes: [40003, 40031, 50002, 60021, 60111, 81012, 81013, 82101, 82102] },
  // secrets and names of the connection
  { kind: 'account', codes: [40001, 40013, 40056, 41001, 41002, 41004, 41011, 301002, 93000, -40004, -40005] },
  // what has to be set, or granted, on the platform's side
  {
    kind: 'account',
    codes: [40054, 40055, 43012, 48001, 48002, 48006, 48009, 50001, 50003, 60011, 60020, 85002, 86008],
  },
  // pictures and files
  { kind: 'content', codes: [40004, 40005, 40006, 40007, 44001, 45001, 830002] },
  // somebody's code for signing in; signatures for pages
  { kind: 'content', codes: [40029, 42003, 42022, 41008, 40093] },
  // parameters
  { kind: 'content', codes: [40008, 40032, 40035, 40058, 40063, 40066, 40068, 41009, 41016, 41033, 44004, 45002] },
  { kind: 'content', codes: [45008, 45034, 60003, 60004, 60102, 82001, 82002, 82003, ...range(90201, 90208)] },
  // cards; a code for changing one that was used, or is too old; a message that is too old to be recalled
  { kind: 'content', codes: [...range(42014, 42020), ...range(42027, 42051), 42052, 60140] },
  // group chats of an app
  { kind: 'content', codes: [40050, 86001, 86003, 86004, 86006, 86007, 86207, 86215, 86216, 86220] },
  // of the platform's own crypto library
  { kind: 'content', codes: [-40001, -40002, -40003, -40006, -40007, -40008, -40009, -40010, -40011] },
];

const BY_CODE: ReadonlyMap<number, Sorted> = new Map(
  TABLE.flatMap((sorted) => sorted.codes.map((code) => [code, sorted] as const)),
);

/** With these a call that carried a token was refused for the token's sake: one fresh token, one more try. */
export const STALE: readonly number[] = [40001, 40014, 42001];

/** A code that nobody has heard of may pass; whoever sends gives up in the end. */
export function sortError(code: number, message: string): Trouble {
  const { kind, wait } = BY_CODE.get(code) ?? { kind: 'later' };
  return { kind, code: String(code), message, ...(wait !== undefined && { wait }) };
}

export const isSorted = (code: number): boolean => BY_CODE.has(code);
