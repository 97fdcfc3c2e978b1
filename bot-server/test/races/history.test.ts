// The checker agrees with trying every order there is, explains whatever was really done one after the other, and is not to be fooled.
import fc from 'fast-check';
import { explain, type Model, type Seen } from './history';

type Command = { readonly verb: 'claim' | 'release' | 'look'; readonly who: string };
/** A thing that one person at a time may hold. */
const HELD: Model<string | null, Command, string> = {
  step: (holder, { verb, who }) => {
    if (verb === 'look') return { state: holder, answer: holder ?? 'free', changed: false };
    if (verb === 'claim') {
      return holder === null
        ? { state: who, answer: 'yours', changed: true }
        : { state: holder, answer: holder, changed: false };
    }
    return holder === who
      ? { state: null, answer: 'gone', changed: true }
      : { state: holder, answer: 'not yours', changed: false };
  },
  same: (told, seen) => told === seen,
  textOf: (holder) => holder ?? '',
};

const command = fc.record({
  verb: fc.constantFrom('claim', 'release', 'look'),
  who: fc.constantFrom('a', 'b', 'c'),
}) as fc.Arbitrary<Command>;
const answer = fc.constantFrom('yours', 'a', 'b', 'c', 'gone', 'not yours', 'free');

type History = readonly Seen<Command, string>[];
/** Whatever anybody may claim to have seen. */
const anyHistory: fc.Arbitrary<History> = fc.array(
  fc.record({ command, answer: fc.option(answer, { freq: 4 }), began: fc.nat(20), length: fc.nat(10) }).map(
    ({ command: said, answer: seen, began, length }): Seen<Command, string> => ({
      command: said,
      answer: seen,
      began,
      ended: seen === null ? null : began + length,
    }),
  ),
  { maxLength: 5 },
);
/** Carried out one after the other, each at some moment while its caller waited; of some the answer was lost, of some of those the call. */
const trueHistory = fc
  .array(fc.record({ command, before: fc.nat(30), after: fc.nat(30), lost: fc.nat(9) }), { maxLength: 30 })
  .map((calls) => {
    let holder: string | null = null;
    const history: Seen<Command, string>[] = [];
    for (const [index, { command: said, before, after, lost }] of calls.entries()) {
      const moment = index * 10;
      const began = moment - before;
      if (lost === 1) {
        history.push({ command: said, answer: null, began, ended: null });
        continue;
      }
      const told = HELD.step(holder, said);
      holder = told.state;
      if (lost === 0) history.push({ command: said, answer: null, began, ended: null });
      else history.push({ command: said, answer: told.answer, began, ended: moment + after });
    }
    return { history, holder };
  });

/** Every order of every choice of the unknown ones. */
function tried(history: History, holder: string | null, left: readonly number[]): boolean {
  if (left.every((at) => history[at]?.answer === null)) return true;
  return left.some((at) => {
    const seen = history[at] as Seen<Command, string>;
    const others = left.filter((other) => other !== at);
    if (others.some((other) => history[other]?.answer !== null && (history[other]?.ended ?? 0) < seen.began))
      return false;
    const told = HELD.step(holder, seen.command);
    return (seen.answer === null || told.answer === seen.answer) && tried(history, told.state, others);
  });
}

test('it agrees with trying every order', () => {
  let [yes, no] = [0, 0];
  fc.assert(
    fc.property(anyHistory, (history) => {
      const right = tried(history, null, [...history.keys()]);
      if (right) yes += 1;
      else no += 1;
      expect(explain(HELD, null, history).order !== null).toBe(right);
    }),
    { numRuns: 3000 },
  );
  // Neither answer is rare, or this would prove little.
  expect(Math.min(yes, no)).toBeGreaterThan(100);
});

test('what was done one after the other is explained, to its end, and the order explains it', () => {
  fc.assert(
    fc.property(trueHistory, ({ history, holder }) => {
      const { order } = explain(HELD, null, history, (end) => end === holder);
      expect(order).not.toBeNull();
      let now: string | null = null;
      const rank = new Map((order ?? []).map((at, place) => [at, place]));
      for (const at of order ?? []) {
        const seen = history[at] as Seen<Command, string>;
        const told = HELD.step(now, seen.command);
        if (seen.answer !== null) expect(told.answer).toBe(seen.answer);
        now = told.state;
        for (const [other, { ended }] of history.entries()) {
          if (ended !== null && ended < seen.began) expect(rank.get(other)).toBeLessThan(rank.get(at) ?? 0);
        }
      }
      expect(now).toBe(holder);
    }),
    { numRuns: 500 },
  );
});

const seen = (verb: Command['verb'], who: string, told: string | null, began: number, ended: number | null) => ({
  ...{ command: { verb, who }, answer: told, began, ended },
});

test.each<readonly [string, boolean, History]>([
  ['two winners', false, [seen('claim', 'a', 'yours', 0, 9), seen('claim', 'b', 'yours', 0, 9)]],
  ['one winner', true, [seen('claim', 'a', 'yours', 0, 9), seen('claim', 'b', 'a', 0, 9)]],
  [
    'whoever came later lost before the winner began',
    false,
    [seen('claim', 'b', 'a', 0, 1), seen('claim', 'a', 'yours', 2, 9)],
  ],
  ['a loss that only a lost answer explains', true, [seen('claim', 'a', null, 0, null), seen('claim', 'b', 'a', 5, 9)]],
  [
    'an old state is seen after a new one',
    false,
    [seen('claim', 'a', 'yours', 0, 1), seen('look', 'b', 'a', 2, 3), seen('look', 'c', 'free', 4, 5)],
  ],
])('%s', (_name, right, history) => {
  expect(explain(HELD, null, history).order !== null).toBe(right);
});

test('two hundred who all asked at once need no two hundred factorial', () => {
  const crowd = Array.from({ length: 200 }, (_, index) =>
    seen('claim', `p${index}`, index === 117 ? 'yours' : 'p117', 0, 9),
  );
  expect(explain(HELD, null, crowd)).toMatchObject({ order: expect.anything(), looked: 2 });
});
