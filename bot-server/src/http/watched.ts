// Long answers: while one is on its way, it is asked again and again whether whoever gets it may still have it.
import { pipeline, type Readable, Transform } from 'node:stream';
import { isPassing } from '../core/faults';

/** Milliseconds between two looks: with the second for which a found session is believed, what is taken away ends an answer within
 * the five that are promised. */
const LOOK = 2000;

/** The same bytes; breaks off where `mayStill` says no. To whoever reads on, that looks like any line that breaks. `every`: milliseconds
 * between two looks. */
export function watched(content: Readable, mayStill: () => Promise<boolean>, every = LOOK): Readable {
  let looked = performance.now();
  const look = async (): Promise<void> => {
    if (!(await mayStill().catch(unlessPassing)))
      throw Object.assign(new Error('no longer allowed'), { code: 'ECANCELED' });
    looked = performance.now();
  };
  const watching = new Transform({
    transform: (chunk, _encoding, done) => {
      if (performance.now() - looked <= every) done(null, chunk);
      else look().then(() => done(null, chunk), done);
    },
  });
  // Whichever of both comes to its end takes the other with it; what went wrong is told by `watching`.
  pipeline(content, watching, () => {});
  return watching;
}

/** That the database does not answer takes nothing away from anybody: the next look may tell. */
function unlessPassing(error: unknown): true {
  if (isPassing(error)) return true;
  throw error;
}
