import { createServer } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { FIRST, freePort, LAST } from './port.cjs';

const { random } = Math;
const { JEST_WORKER_ID } = process.env;
afterEach(() => {
  Math.random = random;
  process.env.JEST_WORKER_ID = JEST_WORKER_ID;
});

test('a port is none of those that systems give to whoever asks for any, and none of another worker’s', async () => {
  const given = async (worker: string) => {
    process.env.JEST_WORKER_ID = worker;
    return freePort();
  };
  for (let turn = 0; turn < 20; turn++) {
    const ports = [await given('1'), await given('2')];
    for (const port of ports) {
      expect(port).toBeGreaterThanOrEqual(FIRST);
      expect(port).toBeLessThan(LAST);
    }
    expect(new Set(ports.map((port) => port % 8)).size).toBe(2);
  }
});

test('one that is taken is not given', async () => {
  const drawn: number[] = [];
  const again: number[] = [];
  Math.random = () => {
    const value = again.shift() ?? random();
    drawn.push(value);
    return value;
  };
  const taken = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve));
  const last = drawn.at(-1) ?? 0;
  again.push(last);
  expect(await freePort()).not.toBe(taken);
  await new Promise((resolve) => server.close(resolve));
  // Control: free again, the same draw gives it.
  again.push(last);
  expect(await freePort()).toBe(taken);
});
