// The chain: whatever is changed, dropped, added or moved, a hash no longer fits.
import { chain, type EventRow, GENESIS, hashOf } from './chain';

type Link = Omit<EventRow, 'prev' | 'hash'>;
const link = (seq: number, more: Partial<Link> = {}): Link => ({
  streamId: '01hq0000000000000001',
  seq,
  kind: 'ticket',
  type: 'ticket.commented',
  at: 1_795_000_000_000 + seq,
  byId: '01hq0000000000000002',
  channel: 'console',
  requestId: 'request',
  data: { text: `第${seq}条`, photos: [] },
  ...more,
});
const TENANT = '01hq0000000000000009';

/** Does every row follow the one before it, and say what it was hashed over? */
const holds = (rows: readonly EventRow[], tenant = TENANT): boolean =>
  rows.every((row, at) => row.prev === (rows[at - 1]?.hash ?? GENESIS) && hashOf(tenant, row) === row.hash);

test('rows follow each other from the beginning', () => {
  const rows = chain(TENANT, GENESIS, [link(1), link(2), link(3)]);
  expect(rows[0]?.prev).toBe('0'.repeat(64));
  expect(rows.map(({ hash }) => hash)).toEqual(rows.map(() => expect.stringMatching(/^[0-9a-f]{64}$/)));
  expect(holds(rows)).toBe(true);
});

test('it does not matter in how many commands they were written', () => {
  const [first] = chain(TENANT, GENESIS, [link(1)]);
  const rest = chain(TENANT, first?.hash ?? '', [link(2), link(3)]);
  expect([first, ...rest]).toEqual(chain(TENANT, GENESIS, [link(1), link(2), link(3)]));
});

test('nor in which order a database gives the members back', () => {
  const [row] = chain(TENANT, GENESIS, [link(1, { data: { a: 1, b: { c: 2, d: 3 } } })]);
  const turned = Object.fromEntries(Object.entries({ ...row, data: { b: { d: 3, c: 2 }, a: 1 } }).reverse());
  expect(hashOf(TENANT, turned as EventRow)).toBe(row?.hash);
});

test('what was once written is proved for good: the form of the hash never changes', () => {
  expect(chain(TENANT, GENESIS, [link(1)])[0]?.hash).toBe(
    '44388acb8f272cdd73a2266b4f42131572370291289d0fd50990240595e70d23',
  );
});

const CHANGES: Partial<EventRow>[] = [
  { streamId: '01hq0000000000000003' },
  { seq: 3 },
  { kind: 'member' },
  { type: 'ticket.cancelled' },
  { at: 1 },
  { byId: null },
  { channel: 'api' },
  { requestId: null },
  { data: { text: '第2条 ', photos: [] } },
  { data: { text: '第2条' } },
  { prev: GENESIS },
];
test.each(CHANGES)('changed: %j', (change) => {
  const rows = [...chain(TENANT, GENESIS, [link(1), link(2), link(3)])];
  rows[1] = { ...(rows[1] as EventRow), ...change };
  expect(holds(rows)).toBe(false);
  // Hashed anew, it no longer fits what comes after it.
  rows[1] = { ...rows[1], hash: hashOf(TENANT, rows[1]) };
  expect(holds(rows)).toBe(false);
});

test('dropped, doubled, exchanged, moved to another organization', () => {
  const [a, b, c] = chain(TENANT, GENESIS, [link(1), link(2), link(3)]) as [EventRow, EventRow, EventRow];
  expect([holds([a, c]), holds([b, c]), holds([a, b, b, c]), holds([a, c, b])]).toEqual([false, false, false, false]);
  expect(holds([a, b, c], '01hq0000000000000008')).toBe(false);
});
