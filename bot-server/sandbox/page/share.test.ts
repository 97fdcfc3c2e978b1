// What stays the same object, and what does not.
import fc from 'fast-check';
import { share } from './share';

test('what is equal keeps its object, what changed is new, and the rest around it stays', () => {
  const old = {
    list: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
    other: { deep: [1, 2] },
  };
  const now = share(old, {
    list: [
      { id: 'a', n: 1 },
      { id: 'b', n: 3 },
    ],
    other: { deep: [1, 2] },
  });
  expect(now.list[0]).toBe(old.list[0]);
  expect(now.list[1]).toEqual({ id: 'b', n: 3 });
  expect(now.other).toBe(old.other);
  expect(share(old, structuredClone(old))).toBe(old);
});

test('a message in front, or the oldest one gone, moves the others without renewing them', () => {
  const old = [{ id: 'a' }, { id: 'b' }];
  const longer = share(old, [{ id: 'x' }, { id: 'a' }, { id: 'b' }]);
  expect([longer[1], longer[2]]).toEqual(old);
  expect(longer[1]).toBe(old[0]);
  expect(share(old, [{ id: 'b' }])[0]).toBe(old[1]);
});

test('the outcome is always equal to what is fresh, whatever was before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (old, fresh) => {
      expect(JSON.stringify(share(old, fresh))).toBe(JSON.stringify(fresh));
    }),
  );
});
