import fc from 'fast-check';
import { idOf } from '../../testing/ids';
import { CLEANER, DISPATCHER, LEAD, MANAGER, OUTSIDER, PEOPLE, REQUESTER, SYSTEM, TECH } from '../../testing/people';
import { canSee, visible } from './visible';

test('whoever may read all sees all, and so does the product itself', () => {
  for (const actor of [DISPATCHER, MANAGER, SYSTEM]) {
    expect(visible(actor)).toEqual({ kind: 'all' });
    expect(canSee(actor, { people: [], pools: [] })).toBe(true);
  }
});

test('everybody else sees their own', () => {
  expect(visible(TECH)).toEqual({ kind: 'own', memberId: TECH.id, roles: ['technician'] });
});

test.each([
  ['a person of the ticket', REQUESTER, true],
  ['one of the role that it was offered to', TECH, true],
  ['one of another role', CLEANER, false],
  ['one with a right to work, but no offer', LEAD, false],
  ['one who has nothing to do with tickets', OUTSIDER, false],
])('%s: %s', (_, actor, sees) => {
  expect(canSee(actor, { people: [REQUESTER.id], pools: ['technician'] })).toBe(sees);
});

test('the default is nothing', () => {
  expect(canSee(TECH, { people: [], pools: [] })).toBe(false);
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
      expect(canSee(actor, { people, pools })).toBe(listed);
    }),
  );
});
