// What was said to whom, in its plain and its encrypted form: the last calls, for the page and for tests.
import type { LogCall } from './api';
import type { Clock } from './clock';
import { masked } from './mask';

const MOST = 500;
const MOST_TEXT = 20_000;

export type Log = {
  readonly add: (call: Omit<LogCall, 'id' | 'at'>) => void;
  readonly after: (id: number) => readonly LogCall[];
  readonly clear: () => void;
};

const shown = (text: string): string =>
  masked(text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)} … (${text.length})` : text);

export function makeLog(clock: Clock, changed: () => void): Log {
  let calls: LogCall[] = [];
  let last = 0;
  return {
    add: (call) => {
      last += 1;
      calls.push({ ...call, id: last, at: clock.now() });
      if (calls.length > 2 * MOST) calls = calls.slice(-MOST);
      changed();
    },
    // Masked when it is read: most calls of a busy hour are never looked at.
    after: (id) =>
      calls
        .slice(-MOST)
        .filter((call) => call.id > id)
        .map((call) => ({
          ...call,
          plain: { request: shown(call.plain.request), response: shown(call.plain.response) },
          wire: { request: shown(call.wire.request), response: shown(call.wire.response) },
        })),
    clear: () => {
      calls = [];
    },
  };
}
