import { HOUR } from '../../../kernel/time';
import {
  CLEANER,
  DISPATCHER,
  DISPATCHER_2,
  MANAGER,
  OUTSIDER,
  REQUESTER,
  TECH,
  TECH_2,
  TECH_4,
} from '../../../testing/people';
import { BRANCHED, REPAIR } from '../../../testing/sample';
import { accept, arrive, assign, confirm, depart, offer, offerTo, report, seen, transfer } from '../../../testing/say';
import {
  accepted,
  assigned,
  cancelled,
  closed,
  done,
  leadAccepted,
  offered,
  onSite,
  reported,
  taken,
} from '../../../testing/stories';
import { act, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';
import { NO_MEMBER } from '../../../testing/world';

const offeredTo = (...ids: readonly string[]) =>
  ({
    type: 'ticket.offered',
    opens: ids.map((id) => ({ kind: 'offer', handlerId: id as never, role: null }) as const),
  }) as const;
const toRepair = (handlerId: typeof TECH.id) =>
  ({
    type: 'ticket.entered',
    node: 'repair',
    kind: 'task',
    phase: 'active',
    opens: [{ kind: 'task', handlerId, role: null }],
  }) as const;

describe('ticket.offer', () => {
  table(REPAIR, {
    'goes to the step’s own pool': {
      given: reported,
      when: act(DISPATCHER, offer()),
      happens: [{ type: 'ticket.offered', opens: [{ kind: 'offer', handlerId: null, role: 'technician' }] }],
    },
    'goes to another role when one is named': {
      given: reported,
      when: act(DISPATCHER, offer('cleaner')),
      happens: [{ type: 'ticket.offered', opens: [{ kind: 'offer', handlerId: null, role: 'cleaner' }] }],
    },
    'goes to people by name, each of them once': {
      given: reported,
      when: act(DISPATCHER, offerTo(TECH, TECH_2, TECH)),
      happens: [offeredTo(TECH.id, TECH_2.id)],
    },
    'goes only to those who have none yet': {
      given: [...reported, act(DISPATCHER, offerTo(TECH))],
      when: act(DISPATCHER, offerTo(TECH, TECH_2)),
      happens: [offeredTo(TECH_2.id)],
    },
    'to the same people again does nothing': {
      given: [...reported, act(DISPATCHER, offerTo(TECH, TECH_2))],
      when: act(DISPATCHER, offerTo(TECH_2)),
      refused: 'already',
    },
    'to the same pool again does nothing': { given: offered, when: act(DISPATCHER_2, offer()), refused: 'already' },
    'to a second pool widens the circle': {
      given: offered,
      when: act(DISPATCHER, offer('cleaner')),
      happens: [{ type: 'ticket.offered', opens: [{ kind: 'offer', handlerId: null, role: 'cleaner' }] }],
    },
    'to a pool of nobody is refused': {
      given: reported,
      when: act(DISPATCHER, offer('clerk')),
      refused: 'nobody',
      data: { role: 'clerk' },
    },
    'to a role that does not work is refused, though some of its people do': {
      given: reported,
      when: act(DISPATCHER, offer('tenant')),
      refused: 'nobody',
      data: { role: 'tenant' },
    },
    'to a role and to people at once is refused': {
      given: reported,
      when: act(DISPATCHER, { type: 'ticket.offer', role: 'technician', memberIds: [TECH.id] }),
      refused: 'invalid',
      data: { where: 'role' },
    },
    'to one who cannot work is refused': {
      given: reported,
      when: act(DISPATCHER, offerTo(TECH, OUTSIDER)),
      refused: 'not_candidate',
      data: { memberId: OUTSIDER.id },
    },
    'is not the requester’s to make': { given: reported, when: act(REQUESTER, offer()), refused: 'not_yours' },
    'comes too late once assigned': {
      given: assigned,
      when: act(DISPATCHER, offer()),
      refused: 'wrong_step',
      data: { node: 'repair' },
    },
    'comes too late once ended': {
      given: cancelled,
      when: act(DISPATCHER, offer()),
      refused: 'ended',
      data: { phase: 'cancelled' },
    },
  });
});

describe('ticket.assign', () => {
  table(REPAIR, {
    'gives the work to one person': {
      given: reported,
      when: act(DISPATCHER, assign(TECH)),
      happens: [{ type: 'ticket.assigned', memberId: TECH.id }, toRepair(TECH.id)],
    },
    'may follow an offer': {
      given: offered,
      when: act(DISPATCHER_2, assign(CLEANER)),
      happens: [{ type: 'ticket.assigned', memberId: CLEANER.id }, toRepair(CLEANER.id)],
    },
    'is the manager’s to make, too': {
      given: reported,
      when: act(MANAGER, assign(TECH)),
      happens: [{ type: 'ticket.assigned', memberId: TECH.id }, toRepair(TECH.id)],
    },
    'to one who cannot work is refused': {
      given: reported,
      when: act(DISPATCHER, assign(REQUESTER)),
      refused: 'not_candidate',
      data: { memberId: REQUESTER.id },
    },
    'to nobody known is refused': {
      given: reported,
      when: act(DISPATCHER, assign(NO_MEMBER)),
      refused: 'not_candidate',
      data: { memberId: NO_MEMBER },
    },
    'from an old screen is stale': {
      given: offered,
      when: act(DISPATCHER, seen(2, assign(TECH))),
      refused: 'stale',
      data: { version: 3 },
    },
    'from the newest screen is not': {
      given: offered,
      when: act(DISPATCHER, seen(3, assign(TECH))),
      happens: [{ type: 'ticket.assigned', memberId: TECH.id }, toRepair(TECH.id)],
    },
    'twice is the wrong step': {
      given: assigned,
      when: act(DISPATCHER, assign(TECH_2)),
      refused: 'wrong_step',
      data: { node: 'repair' },
    },
    'is nothing that a stranger learns of': { given: reported, when: act(TECH, assign(TECH)), refused: 'not_found' },
  });
});

describe('ticket.accept', () => {
  table(REPAIR, {
    'from the pool takes the work': {
      given: offered,
      when: act(TECH, accept()),
      happens: [{ type: 'ticket.accepted', memberId: TECH.id }, toRepair(TECH.id)],
    },
    'by name takes the work': {
      given: [...reported, act(DISPATCHER, offerTo(TECH, TECH_2))],
      when: act(TECH_2, accept()),
      happens: [{ type: 'ticket.accepted', memberId: TECH_2.id }, toRepair(TECH_2.id)],
    },
    'after an assignment says yes to it': {
      given: assigned,
      when: act(TECH, accept()),
      happens: [{ type: 'ticket.accepted', memberId: TECH.id }],
    },
    'tells the second one who was first': {
      given: taken,
      when: act(TECH_2, accept()),
      refused: 'taken',
      data: { by: TECH.id },
    },
    'tells the others of those named, too': {
      given: [...reported, act(DISPATCHER, offerTo(TECH, TECH_2)), act(TECH, accept())],
      when: act(TECH_2, accept()),
      refused: 'taken',
      data: { by: TECH.id },
    },
    'twice is once': { given: taken, when: act(TECH, accept()), refused: 'already' },
    'long after is still once': { given: done, when: act(TECH, accept()), refused: 'already' },
    'without an offer is nothing to see': { given: reported, when: act(TECH, accept()), refused: 'not_found' },
    'is for those offered by name only': {
      given: [...reported, act(DISPATCHER, offerTo(TECH))],
      when: act(TECH_2, accept()),
      refused: 'not_found',
    },
    'is not for the requester': { given: offered, when: act(REQUESTER, accept()), refused: 'not_offered' },
    'is not for the dispatcher': { given: offered, when: act(DISPATCHER, accept()), refused: 'not_offered' },
    'may be the requester’s when the pool is his own': {
      given: [act(TECH_4, report(), 0), act(DISPATCHER, offer())],
      when: act(TECH_4, accept()),
      happens: [{ type: 'ticket.accepted', memberId: TECH_4.id }, toRepair(TECH_4.id)],
    },
    'is over when the ticket is': {
      given: [...offered, act(MANAGER, { type: 'ticket.cancel', reason: '误报' })],
      when: act(TECH, accept()),
      refused: 'ended',
      data: { phase: 'cancelled' },
    },
  });
});

describe('ticket.transfer', () => {
  const transferred = (from: typeof TECH.id, to: typeof TECH.id) =>
    [
      {
        type: 'ticket.transferred',
        from,
        to,
        reason: '调休',
        opens: [{ kind: 'task', handlerId: to, role: null }],
      },
    ] as const;
  table(REPAIR, {
    'hands the work on': {
      given: accepted,
      when: act(TECH, transfer(TECH_2)),
      happens: transferred(TECH.id, TECH_2.id),
    },
    'may come before it was accepted': {
      given: assigned,
      when: act(TECH, transfer(TECH_2)),
      happens: transferred(TECH.id, TECH_2.id),
    },
    'is the dispatcher’s, too': {
      given: onSite,
      when: act(DISPATCHER, transfer(TECH_2)),
      happens: transferred(TECH.id, TECH_2.id),
    },
    'to oneself is nothing': { given: accepted, when: act(TECH, transfer(TECH)), refused: 'already' },
    'to one who cannot work is refused': {
      given: accepted,
      when: act(TECH, transfer(MANAGER)),
      refused: 'not_candidate',
      data: { memberId: MANAGER.id },
    },
    'before any dispatch is the wrong step': {
      given: reported,
      when: act(DISPATCHER, transfer(TECH)),
      refused: 'wrong_step',
      data: { node: 'dispatch' },
    },
    'after the work is the wrong step': {
      given: done,
      when: act(TECH, transfer(TECH_2)),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
    'is not the requester’s': { given: accepted, when: act(REQUESTER, transfer(TECH_2)), refused: 'not_yours' },
    'is over when the ticket is': {
      given: closed,
      when: act(DISPATCHER, transfer(TECH_2)),
      refused: 'ended',
      data: { phase: 'closed' },
    },
    'leaves the first one with nothing to do': {
      given: [...accepted, act(TECH, transfer(TECH_2))],
      when: act(TECH, depart()),
      refused: 'not_yours',
    },
    'asks the new one to accept first': {
      given: [...onSite, act(TECH, transfer(TECH_2))],
      when: act(TECH_2, arrive()),
      refused: 'accept_first',
    },
  });

  test('starts the work afresh', () => {
    expect(ticketAfter(REPAIR, [...onSite, act(TECH, transfer(TECH_2), HOUR)])).toMatchObject({
      assigneeId: TECH_2.id,
      acceptedAt: null,
      departedAt: null,
      arrivedAt: null,
      people: [REQUESTER.id, TECH.id, TECH_2.id],
    });
  });
});

describe('a second dispatch', () => {
  const atCleaners = leadAccepted.concat(act(TECH, confirm({})));
  table(BRANCHED, {
    'is made by whom the flow names': {
      given: atCleaners,
      when: act(TECH, offer()),
      happens: [{ type: 'ticket.offered', opens: [{ kind: 'offer', handlerId: null, role: 'cleaner' }] }],
    },
    'can be taken from the pool, though the first work had somebody': {
      given: [...atCleaners, act(TECH, offer())],
      when: act(CLEANER, accept()),
      happens: [
        { type: 'ticket.accepted', memberId: CLEANER.id },
        {
          type: 'ticket.entered',
          node: 'clean',
          kind: 'task',
          phase: 'active',
          opens: [{ kind: 'task', handlerId: CLEANER.id, role: null }],
        },
      ],
    },
    'wants its own check-in': {
      given: [...atCleaners, act(TECH, offer()), act(CLEANER, accept())],
      when: act(CLEANER, { type: 'ticket.complete', values: {} }),
      refused: 'arrive_first',
    },
  });

  test('leaves nobody in charge until it is made', () => {
    expect(ticketAfter(BRANCHED, atCleaners)).toMatchObject({
      node: 'cleanDispatch',
      phase: 'open',
      assigneeId: null,
      acceptedAt: null,
      arrivedAt: null,
      work: [{ kind: 'dispatch', handlerId: TECH.id }],
    });
  });
});
