// The product's time follows the stand-in's, and whoever wants to know hears of each move. Between two looks no time passes here but
// what the test lets pass, and nobody goes on looking when it is over.
import { makeLog } from '../../core/log';
import { standInClock } from './clock';

const HOUR = 3_600_000;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance'] }));
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

test('each move is told once; what is no time moves nothing', async () => {
  let answer = () => Response.json({ offset: 0 });
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => answer());
  const moved = jest.fn();
  const clock = await standInClock('http://stand.in', makeLog('silent'), moved);
  const ahead = () => (clock.now() - Date.now()) / HOUR;
  const seen: unknown[] = [];
  for (const next of [
    () => Response.json({ offset: HOUR }),
    () => Response.json({ offset: HOUR }),
    () => Response.json({ offset: 'later' }),
    () => new Response('<html>', { status: 500 }),
    () => {
      throw new Error('nobody there');
    },
    () => Response.json({ offset: 3 * HOUR }),
  ]) {
    answer = next;
    await jest.advanceTimersByTimeAsync(500);
    seen.push([ahead(), moved.mock.calls.length]);
  }
  expect(seen).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 1],
    [3, 2],
  ]);
});
