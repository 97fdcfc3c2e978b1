import fc from 'fast-check';
import { keepRecent } from './recent';

const MOST = 4;

function counted() {
  const made: string[] = [];
  const recent = keepRecent(MOST, (text) => {
    made.push(text);
    return { text };
  });
  return { made, recent };
}

test('whatever is asked for comes as it was made, and of as many as are kept none is made twice while they are in use', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: MOST - 1 })), (turns) => {
      const { made, recent } = counted();
      for (const turn of turns) expect(recent.of(`${turn}`)).toEqual({ text: `${turn}` });
      expect(made.length).toBe(new Set(turns).size);
    }),
  );
});

test('what is in use stays, however many others come and go', () => {
  const { made, recent } = counted();
  const hot = recent.of('hot');
  for (let turn = 0; turn < 100; turn++) {
    recent.of(`once ${turn}`);
    expect(recent.of('hot')).toBe(hot);
  }
  expect(made.filter((text) => text === 'hot')).toEqual(['hot']);
});

test('what is not in use is let go, twice as many as may be in use at the latest', () => {
  const { made, recent } = counted();
  recent.of('cold');
  for (let turn = 0; turn < 2 * MOST; turn++) recent.of(`once ${turn}`);
  recent.of('cold');
  expect(made.filter((text) => text === 'cold').length).toBe(2);
  recent.clear();
  recent.of('cold');
  expect(made.filter((text) => text === 'cold').length).toBe(3);
});
