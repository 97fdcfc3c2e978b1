import fc from 'fast-check';
import { DAY } from '../../kernel/time';
import type { Held } from '../../model/guest';
import { idOf } from '../../testing/ids';
import { decideHeld, evolveHeld, type HeldCommand, type HeldDevice } from './held';
import { LINK_KEPT, linkOver } from './link';
import { CLOSED, evolveGuestRules } from './rules';

const report = {
  ticketId: idOf<'ticket'>('t', 1),
  guestId: idOf<'member'>('g', 1),
  templateId: idOf<'template'>('p', 1),
  ...{ siteId: null, assetId: null, why: ['links' as const] },
};
const keep: HeldCommand = { type: 'held.keep', report };

const device = (isBlocked: boolean, otherSpam = false): HeldDevice => ({ isBlocked, otherSpam });

function run(held: Held | null, command: HeldCommand, at = 5, by: string | null = 'm'): Held | string {
  const decided = decideHeld(command, held, device(false));
  if (!decided.ok) return decided.refusal.code;
  return decided.value.reduce<Held | null>(
    (state, event) => evolveHeld(state, 'h', { ...event, at, by }),
    held,
  ) as Held;
}

test('kept, spam, back, released; and then no more', () => {
  const kept = run(null, keep) as Held;
  expect(kept).toEqual({ ...report, id: 'h', state: 'held', at: 5, decidedAt: null, decidedBy: null, version: 1 });
  const spam = run(kept, { type: 'held.spam' }, 7) as Held;
  expect(spam).toMatchObject({ state: 'spam', decidedAt: 7, decidedBy: 'm', version: 2 });
  expect(run(spam, { type: 'held.release' })).toBe('already');
  const back = run(spam, { type: 'held.restore' }, 8) as Held;
  expect(back).toEqual({ ...kept, version: 3 });
  const released = run(back, { type: 'held.release' }, 9) as Held;
  expect(released).toMatchObject({ state: 'released', decidedAt: 9, version: 4 });
  for (const type of ['held.spam', 'held.restore', 'held.release'] as const)
    expect(run(released, { type })).toBe('already');
  expect(run(null, { type: 'held.spam' })).toBe('not_found');
});

test('a device is blocked once, with the mark or after it, and let in again with the last mark that is taken back', () => {
  const eventsOf = (held: Held, command: HeldCommand, of: HeldDevice) => {
    const decided = decideHeld(command, held, of);
    return decided.ok ? decided.value.map(({ type }) => type) : decided.refusal.code;
  };
  const kept = run(null, keep) as Held;
  const spam = run(kept, { type: 'held.spam' }, 7) as Held;
  const block = { type: 'held.spam', block: true } as const;
  expect(eventsOf(kept, block, device(false))).toEqual(['held.spammed', 'held.blocked']);
  expect(eventsOf(kept, block, device(true))).toEqual(['held.spammed']);
  expect(eventsOf(spam, block, device(false))).toEqual(['held.blocked']);
  expect(eventsOf(spam, block, device(true))).toEqual([]);
  expect(eventsOf(run(kept, { type: 'held.release' }) as Held, block, device(false))).toBe('already');
  const restore = { type: 'held.restore' } as const;
  expect(eventsOf(spam, restore, device(true, true))).toEqual(['held.restored']);
  expect(eventsOf(spam, restore, device(true))).toEqual(['held.restored', 'held.unblocked']);
  expect(eventsOf(spam, restore, device(false))).toEqual(['held.restored']);
  expect(eventsOf(kept, restore, device(true))).toBe('already');
  // What becomes of the device changes nothing in what became of the report.
  expect(run(spam, block, 9)).toEqual({ ...spam, version: spam.version + 1 });
});

test('whatever is decided in whatever order: a released one stays released, and each change is counted', () => {
  const commands = fc.array(fc.constantFrom('held.spam', 'held.restore', 'held.release'), { maxLength: 12 });
  fc.assert(
    fc.property(commands, (types) => {
      let held = run(null, keep) as Held;
      for (const type of types) {
        const next = run(held, { type: type as 'held.spam' });
        if (typeof next === 'string') continue;
        expect(held.state).not.toBe('released');
        expect(next.version).toBe(held.version + 1);
        held = next;
      }
    }),
  );
});

test('a link leads to its report as long as that is open, and thirty days longer', () => {
  expect(linkOver(null, 9e12)).toBe(false);
  expect(linkOver(1000, 1000 + LINK_KEPT - 1)).toBe(false);
  expect(linkOver(1000, 1000 + LINK_KEPT)).toBe(true);
  expect(LINK_KEPT).toBe(30 * DAY);
});

test('nothing is open to the public until somebody says so', () => {
  expect(CLOSED.on).toBe(false);
  const on = { ...CLOSED, on: true };
  const first = evolveGuestRules(null, 'r', { type: 'guestRules.changed', values: on });
  expect(evolveGuestRules(first, 'r', { type: 'guestRules.changed', values: CLOSED })).toEqual({
    id: 'r',
    values: CLOSED,
    version: 2,
  });
});
