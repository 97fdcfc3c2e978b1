// The whole stand-in, as its parts are handed around.
import type { Clock } from './clock';
import { makeClock } from './clock';
import { type Faults, makeFaults } from './faults';
import { type Log, makeLog } from './log';
import { freshState, type State } from './state';
import { makeStream, type Stream } from './stream';

export type Box = {
  readonly clock: Clock;
  readonly stream: Stream;
  readonly log: Log;
  readonly faults: Faults;
  /** Replaced as a whole when everything is forgotten. */
  state: State;
  readonly reset: () => void;
};

export function makeBox(now?: () => number): Box {
  const clock = makeClock(now);
  const stream = makeStream();
  const box: Box = {
    clock,
    stream,
    log: makeLog(clock, stream.changed),
    faults: makeFaults(),
    state: freshState(clock, stream.changed),
    reset: () => {
      clock.set(0);
      box.log.clear();
      box.faults.clear();
      box.state = freshState(clock, stream.changed);
      stream.changed();
    },
  };
  return box;
}
