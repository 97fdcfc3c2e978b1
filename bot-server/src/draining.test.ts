// In which order the parts of a server take their leave, and how much time each has.
import { setImmediate } from 'node:timers/promises';
import { type Draining, LATEST, takeLeave } from './draining';

/** A part that ends when it is let go. */
function ending() {
  let letGo = () => {};
  const ended = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { ended, letGo };
}

function parts() {
  const said: string[] = [];
  const [requests, work] = [ending(), ending()];
  let patience = 0;
  const draining: Draining = {
    requests: {
      drain: () => said.push('drain'),
      stop: (ms) => {
        said.push('requests');
        patience = ms;
        return requests.ended;
      },
    },
    work: {
      stop: () => {
        said.push('work');
        return work.ended;
      },
    },
    store: { close: async () => void said.push('store') },
  };
  return { said, draining, requests, work, patience: () => patience };
}

test.each(['requests', 'work'] as const)('the store is closed last, also where only the %s hang', async (hanging) => {
  const { said, draining, ...both } = parts();
  const left = takeLeave(draining, 0);
  while (said.length < 3) await setImmediate();
  expect(said).toEqual(['drain', 'requests', 'work']);
  both[hanging === 'work' ? 'requests' : 'work'].letGo();
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  expect(said).toHaveLength(3);
  both[hanging].letGo();
  await left;
  expect(said).toEqual(['drain', 'requests', 'work', 'store']);
});

describe('of a caller who never comes to an end', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  // All that the setting allows.
  test.each([0, 1000, 2000, 3000, 4000, 5000])(
    'nobody is gone early, and enough is left of the time: %d',
    async (grace) => {
      const { said, draining, requests, work, patience } = parts();
      const left = takeLeave(draining, grace);
      if (grace > 0) await jest.advanceTimersByTimeAsync(grace - 1);
      if (grace > 0) expect(said).toEqual(['drain']);
      await jest.advanceTimersByTimeAsync(1);
      expect(said).toEqual(['drain', 'requests', 'work']);
      expect(patience()).toBeGreaterThanOrEqual(2000);
      expect(LATEST - grace - patience()).toBeGreaterThanOrEqual(2500);
      requests.letGo();
      work.letGo();
      await left;
    },
  );
});
