// What was said to whom, in its plain and its encrypted form: the last calls, for the page and for tests.
import type { LogCall } from './api';
import type { Clock } from './clock';
import { masked } from './mask';

/** Calls, unless somebody wants more of them. */
const USUAL = 500;
const MOST_TEXT = 20_000;

export type Log = {
  readonly add: (call: Omit<LogCall, 'id' | 'at'>) => void;
  readonly after: (id: number) => readonly LogCall[];
  /** How many calls there are to be looked at from now on. */
  readonly keep: (most: number) => void;
  readonly clear: () => void;
};

/** A copy: a slice would hold on to the whole. */
const short = (text: string): string =>
  text.length > MOST_TEXT ? `${Buffer.from(text.slice(0, MOST_TEXT)).toString()} … (${text.length})` : text;
const both = (
  { plain, wire }: Pick<LogCall, 'plain' | 'wire'>,
  change: (text: string) => string,
): Pick<LogCall, 'plain' | 'wire'> => ({
  plain: { request: change(plain.request), response: change(plain.response) },
  wire: { request: change(wire.request), response: change(wire.response) },
});

export function makeLog(clock: Clock, changed: () => void): Log {
  let calls: LogCall[] = [];
  let last = 0;
  let most = USUAL;
  return {
    add: (call) => {
      last += 1;
      calls.push({ ...call, ...both(call, short), id: last, at: clock.now() });
      if (calls.length > 2 * most) calls = calls.slice(-most);
      changed();
    },
    // Masked when it is read: most calls of a busy hour are never looked at.
    after: (id) =>
      calls
        .slice(-most)
        .filter((call) => call.id > id)
        .map((call) => ({ ...call, ...both(call, masked) })),
    keep: (wanted) => {
      most = wanted;
    },
    clear: () => {
      calls = [];
      most = USUAL;
    },
  };
}
