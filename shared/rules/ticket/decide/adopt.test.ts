import { NEIGHBOUR, REQUESTER, SYSTEM, TECH } from '../../../testing/people';
import { REPAIR } from '../../../testing/sample';
import type { Said } from '../../../testing/say';
import { done, reported } from '../../../testing/stories';
import { act, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';

const from = REQUESTER.id;
const adopt: Said = { type: 'ticket.adopt', from };
const GUEST = { ...NEIGHBOUR, guest: { only: null } };

describe('a report that was made without an account', () => {
  table(REPAIR, {
    'becomes that of who made it': {
      given: reported,
      when: act(NEIGHBOUR, adopt),
      happens: [{ type: 'ticket.adopted', from, to: NEIGHBOUR.id }],
    },
    'is theirs already when they say so again': {
      given: [...reported, act(NEIGHBOUR, adopt)],
      when: act(NEIGHBOUR, adopt),
      happens: [],
    },
    'is nobody else’s any more': {
      given: [...reported, act(NEIGHBOUR, adopt)],
      when: act(TECH, adopt),
      refused: 'not_found',
    },
    'is not taken from somebody else than was said': {
      given: reported,
      when: act(NEIGHBOUR, { type: 'ticket.adopt', from: TECH.id }),
      refused: 'not_found',
    },
    'is no guest’s to take': { given: reported, when: act(GUEST, adopt), refused: 'forbidden' },
    'is not given away by the product': { given: reported, when: act(SYSTEM, adopt), refused: 'forbidden' },
  });

  test('what waits for the guest waits for the member, who stands in the guest’s place everywhere', () => {
    const before = ticketAfter(REPAIR, done);
    const after = ticketAfter(REPAIR, [...done, act(NEIGHBOUR, adopt)]);
    expect(before.work.map(({ handlerId }) => handlerId)).toEqual([from]);
    expect(after.work).toEqual(before.work.map((item) => ({ ...item, handlerId: NEIGHBOUR.id })));
    expect([after.requesterId, after.people.includes(from), after.people.includes(NEIGHBOUR.id)]).toEqual([
      NEIGHBOUR.id,
      false,
      true,
    ]);
    expect(after.people).toContain(TECH.id);
  });
});
