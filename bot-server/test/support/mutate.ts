// Bad input made from good: each place of a request in turn is given what does not belong there.

export type Mutation = { readonly what: string; readonly input: unknown };

type Path = readonly (string | number)[];

const LONG = '长'.repeat(10_001);
const INSTEAD_OF_TEXT: Readonly<Record<string, unknown>> = {
  'a null byte': 'a\0b',
  'half a character': 'half \ud83d',
  nothing: '',
  'more than fits anywhere': LONG,
  'a number': 7,
  null: null,
  'a list': ['x'],
  'an object': { $ne: '' },
  'an id of nothing': '00000000000000000000',
  'a line end': 'a\nb',
  SQL: "' or 1=1 --",
  'a prototype': '__proto__',
};
const INSTEAD_OF_NUMBER: Readonly<Record<string, unknown>> = {
  'a text': '1',
  'a negative number': -1,
  'a fraction': 0.5,
  'more than an integer holds': 2 ** 53,
  'more than a number holds': 1e308,
  null: null,
  'a list': [1],
};
const INSTEAD_OF_REST: Readonly<Record<string, unknown>> = {
  null: null,
  'a text': 'x',
  'a number': 1,
  nothing: {},
  'a list': [],
};

/** At each place some of what could be put there, in turn: over all places of all endpoints, everything comes up many times. */
export function mutations(good: unknown, { places: most = 12, each = 4 } = {}): readonly Mutation[] {
  const places = [...placesIn(good, [])].filter(({ path }) => path.length > 0);
  const step = Math.max(1, Math.ceil(places.length / most));
  const chosen = places.filter((_, at) => at % step === 0);
  return [
    ...['text', 7, null, [], true].map((input) => ({ what: `${JSON.stringify(input)} for all of it`, input })),
    { what: 'an unknown field', input: { ...(good as object), colour: 'red' } },
    ...chosen.flatMap(({ path, value }, at) =>
      inTurn(Object.entries(insteadOf(value)), at * each, each).map(([name, put]) => ({
        what: `${name} at ${path.join('.')}`,
        input: replaced(good, path, put),
      })),
    ),
    ...chosen.map(({ path }) => ({ what: `nothing at ${path.join('.')}`, input: replaced(good, path, undefined) })),
  ];
}

const inTurn = <T>(list: readonly T[], from: number, count: number): readonly T[] =>
  [...list, ...list].slice(from % list.length, (from % list.length) + Math.min(count, list.length));

function insteadOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string') return INSTEAD_OF_TEXT;
  return typeof value === 'number' ? INSTEAD_OF_NUMBER : INSTEAD_OF_REST;
}

function* placesIn(value: unknown, path: Path): Generator<{ readonly path: Path; readonly value: unknown }> {
  yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    yield* placesIn(member, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function replaced(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.map((member, at) => (at === key ? replaced(member, rest, put) : member));
  const members = value as Record<string, unknown>;
  return { ...members, [key]: replaced(members[key], rest, put) };
}
