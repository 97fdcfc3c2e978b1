// Can what the clients saw be explained by one order of their calls, one after the other? Wing and Gong's search, with the states
// remembered that led nowhere. Pure: it knows neither tickets nor servers.

/** `began` and `ended` by one clock. `ended` null: nobody knows whether it was carried out, or when. */
export type Call<Command> = { readonly command: Command; readonly began: number; readonly ended: number | null };
export type Seen<Command, Answer> = Call<Command> & { readonly answer: Answer | null };

export type Model<State, Command, Answer> = {
  /** What one call does to this state, and what its caller is told; `changed` tells which answers leave the state as it is. */
  readonly step: (
    state: State,
    command: Command,
  ) => { readonly state: State; readonly answer: Answer; readonly changed: boolean };
  readonly same: (told: Answer, seen: Answer) => boolean;
  /** Equal texts for equal states. */
  readonly textOf: (state: State) => string;
};

export type Explained = {
  /** The calls that were carried out, by their place in the history, in an order that explains all of them; null: there is none. */
  readonly order: readonly number[] | null;
  /** States looked into. */
  readonly looked: number;
};

/** `isEnd`: what the state must be when all has been said; by default any. */
export function explain<State, Command, Answer>(
  model: Model<State, Command, Answer>,
  start: State,
  history: readonly Seen<Command, Answer>[],
  isEnd: (state: State) => boolean = () => true,
): Explained {
  const hopeless = new Set<string>();
  let looked = 0;

  function search(state: State, done: ReadonlySet<number>): readonly number[] | null {
    looked += 1;
    const placed = new Set(done);
    const order: number[] = [];
    // What changes nothing is placed as early as it may be: that is in nobody's way.
    for (let found = true; found; ) {
      found = false;
      for (const at of candidates(history, placed)) {
        const seen = history[at] as Seen<Command, Answer>;
        if (seen.answer === null) continue;
        const { answer, changed } = model.step(state, seen.command);
        if (changed || !model.same(answer, seen.answer)) continue;
        placed.add(at);
        order.push(at);
        found = true;
      }
    }
    const open = history.some(({ answer }, at) => answer !== null && !placed.has(at));
    if (!open && isEnd(state)) return order;
    const key = `${[...placed].sort((a, b) => a - b).join()} ${model.textOf(state)}`;
    if (hopeless.has(key)) return null;
    for (const at of candidates(history, placed)) {
      const seen = history[at] as Seen<Command, Answer>;
      const { state: next, answer, changed } = model.step(state, seen.command);
      if (!changed || (seen.answer !== null && !model.same(answer, seen.answer))) continue;
      const rest = search(next, new Set([...placed, at]));
      if (rest !== null) return [...order, at, ...rest];
    }
    hopeless.add(key);
    return null;
  }
  return { order: search(start, new Set()), looked };
}

/** Those that may come next: nothing that has not come yet ended before they began. What is unknown holds up nobody. */
function candidates<Command, Answer>(
  history: readonly Seen<Command, Answer>[],
  placed: ReadonlySet<number>,
): readonly number[] {
  let firstEnd = Number.POSITIVE_INFINITY;
  for (const [at, { ended, answer }] of history.entries()) {
    if (answer !== null && ended !== null && !placed.has(at)) firstEnd = Math.min(firstEnd, ended);
  }
  return history.flatMap(({ began }, at) => (placed.has(at) || began > firstEnd ? [] : [at]));
}
