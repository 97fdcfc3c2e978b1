import fc from 'fast-check';
import { idOf } from '../../testing/ids';
import { CLEANER, DISPATCHER, LEAD, MANAGER, OUTSIDER, PEOPLE, REQUESTER, SYSTEM, TECH } from '../../testing/people';
import { canSee, visible } from './visible';

const TICKET = idOf<'ticket'>('t', 1);

test('whoever may read all sees all, and so does the product itself', () => {
  for (const actor of [DISPATCHER, MANAGER, SYSTEM]) {
    expect(visible(actor)).toEqual({ kind: 'all' });
    expect(canSee(actor, { id: TICKET, people: [], pools: [] })).toBe(true);
  }
});

test('everybody else sees their own', () => {
  expect(visible(TECH)).toEqual({ kind: 'own', memberId: TECH.id, roles: ['technician'], only: null });
});

test.each([
  ['a person of the ticket', REQUESTER, true],
  ['one of the role that it was offered to', TECH, true],
  ['one of another role', CLEANER, false],
  ['one with a right to work, but no offer', LEAD, false],
  ['one who has nothing to do with tickets', OUTSIDER, false],
])('%s: %s', (_, actor, sees) => {
  expect(canSee(actor, { id: TICKET, people: [REQUESTER.id], pools: ['technician'] })).toBe(sees);
});

test('who came by the link of one report sees that one alone, of their own as well', () => {
  const other = idOf<'ticket'>('t', 2);
  const guest = { kind: 'member', id: REQUESTER.id, roles: [], grants: [], guest: { only: TICKET } } as const;
  expect(canSee(guest, { id: TICKET, people: [REQUESTER.id], pools: [] })).toBe(true);
  expect(canSee(guest, { id: other, people: [REQUESTER.id], pools: [] })).toBe(false);
  expect(canSee(guest, { id: TICKET, people: [TECH.id], pools: [] })).toBe(false);
  expect(canSee({ ...guest, guest: { only: null } }, { id: other, people: [REQUESTER.id], pools: [] })).toBe(true);
});

test('the default is nothing', () => {
  expect(canSee(TECH, { id: TICKET, people: [], pools: [] })).toBe(false);
});

test('the filter of a list and the test of one ticket agree', () => {
  const roles = fc.subarray(['technician', 'cleaner', 'lead', 'dispatcher', 'nobodyHasThis']);
  const ids = fc.subarray([...PEOPLE.map((member) => member.id), idOf<'member'>('m', 77)]);
  fc.assert(
    fc.property(fc.constantFrom(...PEOPLE, SYSTEM), ids, roles, (actor, people, pools) => {
      const filter = visible(actor);
      const listed =
        filter.kind === 'all' ||
        people.some((id) => id === filter.memberId) ||
        filter.roles.some((role) => pools.includes(role));
      expect(canSee(actor, { id: TICKET, people, pools })).toBe(listed);
    }),
  );
});
