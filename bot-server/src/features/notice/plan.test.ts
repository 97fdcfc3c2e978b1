// What one receiver is to hear now, as tables: at once, together, or later.
import fc from 'fast-check';
import type { Open } from './digest';
import { APART } from './finish';
import { sorted } from './plan';

const ROOM_AT = 9000;
type Kind = 'urgent' | 'held' | 'apart' | 'plain';
type Row = Open & { readonly kind: Kind };

/** `held`: came in quiet hours that are over. `apart`: was in a digest that the platform refused. All have been tried before. */
const rowsOf = (kinds: readonly Kind[]): readonly Row[] =>
  kinds.map((kind, index) => {
    const row = {
      id: `${kind}${index}`,
      urgent: kind === 'urgent',
      attempts: 2,
      errorCode: kind === 'apart' ? APART : '500',
    };
    return { kind, row, loaded: {} } as unknown as Row;
  });

function plan(kinds: readonly Kind[], room: number) {
  const { single, digest, wait } = sorted(rowsOf(kinds), {
    wasHeld: (open) => (open as Row).kind === 'held',
    room,
    roomAt: ROOM_AT,
  });
  const idOf = ({ row }: { readonly row: Pick<Open['row'], 'id'> }) => row.id as string;
  return { single: single.map(idOf), digest: digest.map(idOf), wait: wait.map(idOf), at: wait.map(({ at }) => at) };
}

test.each<readonly [string, readonly Kind[], number, { single?: string[]; digest?: string[]; wait?: string[] }]>([
  ['nothing', [], 6, {}],
  ['a few', ['plain', 'plain'], 6, { single: ['plain0', 'plain1'] }],
  ['exactly as many as there is room for', ['plain', 'plain'], 2, { single: ['plain0', 'plain1'] }],
  ['more than there is room for', ['plain', 'plain', 'plain'], 2, { digest: ['plain0', 'plain1', 'plain2'] }],
  ['no room at all', ['plain', 'plain'], 0, { wait: ['plain0', 'plain1'] }],
  ['no room, and some urgent', ['plain', 'urgent'], -3, { single: ['urgent1'], wait: ['plain0'] }],
  ['urgent ones, first and by themselves', ['plain', 'urgent'], 6, { single: ['urgent1', 'plain0'] }],
  ['one of the night', ['held'], 6, { single: ['held0'] }],
  ['one of the night, and no room', ['held', 'plain'], 0, { single: ['held0'], wait: ['plain1'] }],
  ['several of the night', ['held', 'held'], 6, { digest: ['held0', 'held1'] }],
  ['several of the night, and no room', ['held', 'held', 'plain'], 0, { digest: ['held0', 'held1', 'plain2'] }],
  [
    'those of the night, and one of the morning',
    ['held', 'held', 'plain'],
    6,
    { digest: ['held0', 'held1', 'plain2'] },
  ],
  [
    'one that was refused before goes by itself',
    ['apart', 'plain', 'plain', 'plain'],
    2,
    { single: ['apart0'], digest: ['plain1', 'plain2', 'plain3'] },
  ],
  ['several that were refused together', ['apart', 'apart'], 1, { single: ['apart0', 'apart1'] }],
])('%s', (_, kinds, room, expected) => {
  const { at: _at, ...found } = plan(kinds, room);
  expect(found).toEqual({ single: [], digest: [], wait: [], ...expected });
});

test('each is in one place, what waits has a time, and a digest is of several', () => {
  const kinds = fc.array(fc.constantFrom<Kind>('urgent', 'held', 'apart', 'plain'), { maxLength: 12 });
  fc.assert(
    fc.property(kinds, fc.integer({ min: -3, max: 12 }), (given, room) => {
      const { single, digest, wait, at } = plan(given, room);
      const all = rowsOf(given).map(({ row }) => row.id as string);
      expect([...single, ...digest, ...wait].sort()).toEqual([...all].sort());
      expect(digest).not.toHaveLength(1);
      expect(at.every((each) => each === ROOM_AT)).toBe(true);
      expect(all.filter((id) => id.startsWith('urgent')).every((id) => single.includes(id))).toBe(true);
      // Never more by themselves than there is room for, save those that cannot wait or are tried again.
      const free = single.filter((id) => id.startsWith('plain'));
      expect(free.length).toBeLessThanOrEqual(Math.max(0, room));
    }),
  );
});
