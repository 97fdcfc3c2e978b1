// Gives back, while there is next to nothing to do, the memory that a crowd has left behind.
//
// The runtime collects its whole heap only when far more has gathered than a server of this size has at rest; what outlives two collections
// of the young (the shapes of copied objects, above all: some 60 bytes a request) stays resident until then, and whoever runs several
// servers on one machine pays for it. A whole collection stands still for about 50 ms here: nobody waits meanwhile, or hardly anybody.
import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';
import { SECOND } from '@paidan/shared/kernel/time';

const LOOK = 5 * SECOND;
/** Of the time since the last look, in which something was being done. */
const BUSY = 0.1;
const MB = 1024 * 1024;
/** Less than this, and than a tenth, is not worth standing still for. */
const WORTH = 4 * MB;
/** Beyond, standing still would be noticed: such a heap is the runtime's own affair. */
const TOO_LARGE = 128 * MB;

/** What the tidying sees, and how it tidies. Bytes; `busy`: the share of the time since it was last asked, from 0 to 1. */
export type Household = {
  readonly used: () => number;
  readonly busy: () => number;
  readonly collect: () => void;
};

/** Whether it tidied. */
export function makeTidying({ used, busy, collect }: Household): () => boolean {
  // What was needed to start is not needed any more.
  let left = 0;
  return () => {
    const now = used();
    if (busy() > BUSY || now > TOO_LARGE || now - left < Math.max(WORTH, left / 10)) return false;
    collect();
    left = used();
    return true;
  };
}

/** For as long as the process lives; it keeps none alive. */
export function tidyWhenIdle(): void {
  setInterval(makeTidying(thisProcess()), LOOK).unref();
}

export function thisProcess(): Household {
  // Node hands out its collector only to whoever asks with a flag.
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('gc') as () => void;
  let before = performance.eventLoopUtilization();
  return {
    used: () =>
      v8
        .getHeapSpaceStatistics()
        .filter(({ space_name }) => !space_name.startsWith('new'))
        .reduce((sum, space) => sum + space.space_used_size, 0),
    busy: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, before);
      before = now;
      return utilization;
    },
    collect: () => {
      // Without moving what is left together, a third of the pages would stay for a few objects each.
      v8.setFlagsFromString('--compact-on-every-full-gc');
      gc();
      v8.setFlagsFromString('--no-compact-on-every-full-gc');
    },
  };
}
