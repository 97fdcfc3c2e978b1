// A unit that begins inside of another must go on in that one. Whoever begins it says so; where somebody forgot to, SQLite's only writer
// would wait for itself, and MySQL would keep the one without the other. The watch sees it by what Node carries along with every
// call, which costs each promise a little until Node 24: a tenth of a write. So it is for development and tests.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

export type Watch = {
  /** Throws inside of a unit that is not over. */
  readonly check: () => void;
  /** `work` as what the present call has begun, whoever calls it. */
  readonly mine: <A, R>(work: (argument: A) => R) => (argument: A) => R;
  /** `work` is a unit, as long as `isOpen` says so. */
  readonly inside: <R>(isOpen: () => boolean, work: () => R) => R;
  /** `work` is no part of any unit. */
  readonly outside: (work: () => void) => void;
};

export function makeWatch(): Watch {
  const here = new AsyncLocalStorage<() => boolean>();
  return {
    check: () => {
      if (here.getStore()?.() === true)
        throw new Error('a unit inside of another goes on in it: give it that unit as its scope');
    },
    mine: (work) => {
      const caller = new AsyncResource('unit');
      return (argument) => caller.runInAsyncScope(() => work(argument));
    },
    inside: (isOpen, work) => here.run(isOpen, work),
    outside: (work) => here.exit(work),
  };
}

export const NOBODY_WATCHES: Watch = {
  check: () => undefined,
  mine: (work) => work,
  inside: (_isOpen, work) => work(),
  outside: (work) => work(),
};
