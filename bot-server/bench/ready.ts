// ready_ms: how long does a server take from its start until /readyz answers 200, on data that is there already? An absolute.
import { syncTimes } from './disk';
import { type Figure, spreadOf } from './figure';
import { startServer } from './server';

const ROUNDS = 7;

export const readyMs: Figure = async ({ dir, short, say }) => {
  const first = await startServer(dir, { DATA_DIR: dir });
  await first.stop();
  const times: number[] = [];
  for (let round = 1; round <= (short ? 3 : ROUNDS); round++) {
    const server = await startServer(dir, { DATA_DIR: dir });
    times.push(server.readyMs);
    await server.stop();
    say(`round ${round}: ${Math.round(server.readyMs)} ms`);
  }
  return {
    kind: 'absolute',
    ms: spreadOf(times),
    first_start_ms: Math.round(first.readyMs),
    fsync_ms: spreadOf(syncTimes(dir), 2),
  };
};
