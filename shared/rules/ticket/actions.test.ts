import { DAY, MINUTE } from '../../kernel/time';
import {
  CLEANER,
  DISPATCHER,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OUTSIDER,
  REQUESTER,
  SYSTEM,
  TECH,
  TECH_2,
} from '../../testing/people';
import { BRANCHED, REPAIR } from '../../testing/sample';
import { cancel, complete, confirm, depart, log, offerTo, reject, report, transfer, urge } from '../../testing/say';
import {
  accepted,
  assigned,
  closed,
  confirmed,
  done,
  leadAccepted,
  offered,
  onSite,
  reported,
  taken,
  urgentDone,
} from '../../testing/stories';
import { type Act, act, play } from '../../testing/story';
import { actions } from './actions';
import type { Actor } from './context';

/** `accept -assign:taken`: an action that waits shows why. */
function offeredTo(actor: Actor, story: readonly Act[], template = REPAIR, later = DAY): string {
  const { ticket, now } = play(template, story);
  if (ticket === null) throw new Error('no ticket');
  return actions(ticket, { actor, template, now: now + later })
    .map(({ command, refusal }) => command.replace('ticket.', '') + (refusal === null ? '' : `:${refusal.code}`))
    .join(' ');
}

const WORKED = 'depart:wrong_step arrive:wrong_step complete:wrong_step log:wrong_step';

describe('the requester', () => {
  test.each([
    ['has reported', reported, 'confirm:wrong_step reject:wrong_step rate:wrong_step urge comment cancel'],
    [
      'waits for somebody to come',
      accepted,
      'confirm:wrong_step reject:wrong_step rate:wrong_step urge comment cancel',
    ],
    [
      'has somebody on site',
      onSite,
      'confirm:wrong_step reject:wrong_step rate:wrong_step urge comment cancel:wrong_step',
    ],
    ['has to answer', done, 'confirm reject rate:wrong_step urge:wrong_step comment cancel:wrong_step'],
    ['has to rate', confirmed, 'confirm:wrong_step reject:wrong_step rate urge:wrong_step comment cancel:wrong_step'],
    ['is through', closed, 'confirm:ended reject:ended rate:ended urge:ended comment:ended cancel:ended'],
  ])('%s', (_, story, expected) => {
    expect(offeredTo(REQUESTER, story)).toBe(expected);
  });

  const noCheckIn = {
    ...REPAIR,
    flow: REPAIR.flow.map((node) => (node.kind === 'task' ? { ...node, checkIn: false } : node)),
  };
  test.each([
    ['is sent back', [...done, act(REQUESTER, reject())], REPAIR],
    ['is handed on', [...onSite, act(TECH, transfer(TECH_2))], REPAIR],
    ['was logged before anybody came', [...accepted, act(TECH, log('先备料'))], REPAIR],
    ['needs no check-in', [...accepted, act(TECH, log('', 60))], noCheckIn],
    ['was done without a check-in', [...accepted, act(TECH, complete()), act(REQUESTER, reject())], noCheckIn],
  ])('cannot call off begun work when it %s', (_, story, template) => {
    expect(offeredTo(REQUESTER, story, template)).toContain('cancel:wrong_step');
    expect(offeredTo(DISPATCHER, story, template)).toMatch(/cancel$/);
  });

  test('waits a while before urging again', () => {
    const urged = [...reported, act(REQUESTER, urge())];
    expect(offeredTo(REQUESTER, urged, REPAIR, 10 * MINUTE - 1)).toContain('urge:cooling_down');
    expect(offeredTo(REQUESTER, urged, REPAIR, 10 * MINUTE)).toMatch(/urge comment/);
  });
});

describe('the dispatcher', () => {
  test.each([
    ['has to dispatch', reported, 'accept:not_offered assign offer urge transfer:wrong_step comment cancel'],
    ['has dispatched', taken, 'accept:taken assign:wrong_step offer:wrong_step urge transfer comment cancel'],
    [
      'waits for the answer',
      done,
      'accept:taken assign:wrong_step offer:wrong_step urge:wrong_step transfer:wrong_step comment cancel:wrong_step',
    ],
  ])('%s', (_, story, expected) => {
    expect(offeredTo({ ...DISPATCHER, grants: [...DISPATCHER.grants, 'ticket.work'] }, story)).toBe(expected);
  });

  test('who does not work is not told about accepting', () => {
    expect(offeredTo(DISPATCHER, reported)).toBe('assign offer urge transfer:wrong_step comment cancel');
    expect(offeredTo(MANAGER, reported)).toBe('assign offer urge transfer:wrong_step comment cancel');
  });
});

test('the manager calls off even what is done, since whoever should answer may be gone', () => {
  for (const story of [done, confirmed]) expect(offeredTo(MANAGER, story)).toMatch(/comment cancel$/);
  expect(offeredTo(MANAGER, closed)).toContain('cancel:ended');
});

describe('the technician', () => {
  const waits = 'depart:accept_first arrive:accept_first complete:accept_first log:accept_first';
  test.each([
    ['is offered it', offered, 'accept comment'],
    ['is assigned it', assigned, `accept ${waits} transfer comment`],
    ['has accepted', accepted, 'accept:already depart arrive complete:arrive_first log transfer comment'],
    [
      'has set out',
      [...accepted, act(TECH, depart())],
      'accept:already depart:already arrive complete:arrive_first log transfer comment',
    ],
    ['is on site', onSite, 'accept:already depart:already arrive:already complete log transfer comment'],
    ['is done', done, `accept:already ${WORKED} transfer:wrong_step comment`],
    [
      'is through',
      closed,
      'accept:ended depart:ended arrive:ended complete:ended log:ended transfer:ended comment:ended',
    ],
    ['has handed it on', [...accepted, act(TECH, transfer(TECH_2))], 'accept:taken comment'],
  ])('%s', (_, story, expected) => {
    expect(offeredTo(TECH, story)).toBe(expected);
  });

  test('who came second learns that it is taken', () => {
    expect(offeredTo(TECH_2, taken)).toBe('accept:taken');
    const named = [...reported, act(DISPATCHER, offerTo(TECH, TECH_2)), act(TECH, { type: 'ticket.accept' })];
    expect(offeredTo(TECH_2, named)).toBe('accept:taken comment');
  });
});

describe('others', () => {
  test('whom it does not concern may do nothing, even while it lasts', () => {
    for (const actor of [NEIGHBOUR, OUTSIDER, CLEANER, TECH_2]) expect(offeredTo(actor, assigned)).toBe('');
  });
  test('the product itself only comments', () => {
    expect(offeredTo(SYSTEM, done)).toBe('comment');
  });
  test('one who only reads may not even comment', () => {
    expect(offeredTo({ ...OUTSIDER, grants: ['ticket.readAll'] }, done)).toBe('');
  });
  test('those of a pool join in while it is offered to them', () => {
    expect(offeredTo(TECH_2, offered)).toBe('accept comment');
  });
});

describe('where the flow names a role', () => {
  test.each([
    ['before', urgentDone.slice(0, -1), LEAD, ''],
    ['when it is their turn', urgentDone, LEAD, 'confirm reject comment'],
    ['when it is the worker’s turn', leadAccepted, LEAD, ''],
    [
      'the worker answers like anybody',
      leadAccepted,
      TECH,
      `accept:already ${WORKED} confirm reject transfer:wrong_step comment`,
    ],
    [
      'the worker dispatches like anybody',
      [...leadAccepted, act(TECH, confirm({}))],
      TECH,
      'accept:not_offered assign offer comment',
    ],
  ])('%s', (_, story, actor, expected) => {
    expect(offeredTo(actor, story, BRANCHED)).toBe(expected);
  });
});

test('what was cancelled stays so', () => {
  const story = [act(REQUESTER, report()), act(REQUESTER, cancel())];
  expect(offeredTo(DISPATCHER, story)).toBe(
    'assign:ended offer:ended urge:ended transfer:ended comment:ended cancel:ended',
  );
});
