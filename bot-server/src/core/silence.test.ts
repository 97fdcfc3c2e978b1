import { isSuspect, verdictOn } from './silence';

const row = (fence: number, attempts = 0, leaseUntil: number | null = 1) => ({ fence, attempts, leaseUntil });

test('whoever finished with a row has spoken, however often it was put back', () => {
  expect(isSuspect(row(500, 0, null))).toBe(false);
  expect(verdictOn(row(500, 12, null))).toEqual({ kind: 'go' });
});

test('a few claims that ended without a word are chance; some more are looked at alone; many are attempts', () => {
  expect([3, 4].map((fence) => isSuspect(row(fence)))).toEqual([false, true]);
  // What failed with words counts for itself.
  expect(isSuspect(row(10, 8))).toBe(false);
  expect(verdictOn(row(29))).toEqual({ kind: 'go' });
  expect(verdictOn(row(30))).toMatchObject({ kind: 'counted', attempts: 1 });
});

test('killed each time, a row waits longer each time, and comes to an end', () => {
  const waits: number[] = [];
  let [fence, attempts] = [0, 0];
  for (; fence < 1000; fence++) {
    const verdict = verdictOn(row(fence, attempts));
    if (verdict.kind === 'buried') break;
    if (verdict.kind === 'go') continue;
    waits.push(verdict.wait);
    attempts = verdict.attempts;
  }
  expect([fence, attempts]).toEqual([42, 12]);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(new Set(waits.slice(0, 9)).size).toBe(9);
  expect(waits.at(-1)).toBe(600_000);
});
