// The points of crashes cost nothing and do nothing unless a test asks for one.
import { armCrash, CRASH_POINTS, type CrashPoint, crashPoint } from './crash';

test('nobody dies at a point that was not asked for, or asked for later', () => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  const all = () => {
    for (const point of Object.keys(CRASH_POINTS)) crashPoint(point as CrashPoint);
  };
  all();
  armCrash('seal.inside:3');
  all();
  all();
  expect(kill).not.toHaveBeenCalled();
  all();
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGKILL']]);
  all();
  expect(kill).toHaveBeenCalledTimes(1);
  expect(() => armCrash('seal.nowhere:1')).toThrow('there is no point seal.nowhere');
  kill.mockRestore();
});
