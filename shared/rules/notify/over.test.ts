import { MINUTE } from '../../kernel/time';
import { NOTICE_KINDS, type NoticeKind } from '../../kinds';
import type { Template } from '../../model/template';
import { CLEANER, DISPATCHER, LEAD, MANAGER, REQUESTER, TECH, TECH_2 } from '../../testing/people';
import { BRANCHED, REPAIR } from '../../testing/sample';
import { accept, assign, cancel, comment, confirm, offer, offerTo, reject, transfer, urge } from '../../testing/say';
import {
  accepted,
  assigned,
  cancelled,
  closed,
  confirmed,
  done,
  leadAccepted,
  offered,
  onSite,
  reported,
  taken,
} from '../../testing/stories';
import { type Act, act, ticketAfter } from '../../testing/story';
import type { MemberActor } from '../ticket/context';
import { isOver, isOwnWork } from './over';

type Line = readonly [NoticeKind, string, readonly Act[], MemberActor | null, boolean, Template?];
const cancelledAtWork = [...accepted, act(MANAGER, cancel())];
const moved = [...accepted, act(TECH, transfer(TECH_2))];
const cleaning = [...leadAccepted, act(TECH, confirm({}))];

const LINES: readonly Line[] = [
  ['created', 'waits for a dispatcher', reported, DISPATCHER, false],
  ['created', 'is offered, and can still be assigned', offered, DISPATCHER, false],
  ['created', 'is assigned', assigned, DISPATCHER, true],
  ['created', 'is assigned', assigned, null, true],
  ['created', 'was called off', cancelled, DISPATCHER, true],
  ['offered', 'is there to take', offered, TECH_2, false],
  ['offered', 'is there to take', offered, null, false],
  ['offered', 'was taken', taken, TECH_2, true],
  ['offered', 'was taken', taken, null, true],
  ['offered', 'was assigned', [...offered, act(DISPATCHER, assign(TECH))], TECH_2, true],
  ['offered', 'was called off', [...offered, act(REQUESTER, cancel())], TECH, true],
  ['offered', 'is another’s by name', [...reported, act(DISPATCHER, offerTo(TECH))], TECH_2, true],
  ['offered', 'is offered to the cleaners now', [...cleaning, act(TECH, offer())], TECH, true, BRANCHED],
  ['offered', 'is offered to the cleaners now', [...cleaning, act(TECH, offer())], CLEANER, false, BRANCHED],
  ['assigned', 'waits for acceptance', assigned, TECH, false],
  ['assigned', 'is accepted', accepted, TECH, true],
  ['assigned', 'was handed on', moved, TECH, true],
  ['assigned', 'was handed on', moved, TECH_2, false],
  ['assigned', 'is done', done, TECH, true],
  ['assigned', 'was called off', cancelledAtWork, TECH, true],
  ['rejected', 'is to be done again', [...done, act(REQUESTER, reject())], TECH, false],
  ['rejected', 'was handed on', [...done, act(REQUESTER, reject()), act(TECH, transfer(TECH_2))], TECH, true],
  ['rejected', 'is done again', done, TECH, true],
  ['completed', 'waits for confirmation', done, REQUESTER, false],
  ['completed', 'waits for another’s confirmation', leadAccepted, LEAD, true, BRANCHED],
  ['completed', 'is confirmed', confirmed, REQUESTER, true],
  ['completed', 'was sent back', [...done, act(REQUESTER, reject())], REQUESTER, true],
  ['rate', 'waits for a rating', confirmed, REQUESTER, false],
  ['rate', 'is rated', closed, REQUESTER, true],
  ['urged', 'nobody has it', [...reported, act(REQUESTER, urge(), 15 * MINUTE)], DISPATCHER, false],
  ['urged', 'somebody else has it by now', assigned, DISPATCHER, true],
  ['urged', 'is at work', onSite, TECH, false],
  ['urged', 'is at work', onSite, null, false],
  ['urged', 'is done', done, TECH, true],
  ['urged', 'is done', done, null, true],
  ['overdue', 'is at work', onSite, DISPATCHER, false],
  ['overdue', 'is done', done, DISPATCHER, true],
  ['overdue', 'was called off', cancelledAtWork, null, true],
  ['accepted', 'goes on', onSite, REQUESTER, false],
  ['accepted', 'is closed', closed, REQUESTER, true],
  ['commented', 'goes on', [...accepted, act(REQUESTER, comment())], TECH, false],
  ['commented', 'is closed, which the worker is not told', closed, TECH, false],
  ['commented', 'was called off, which the worker is told', cancelledAtWork, TECH, true],
  ['transferred', 'was called off, which the one before is not told', [...moved, act(MANAGER, cancel())], TECH, false],
  ['cancelled', 'was called off', cancelledAtWork, TECH, false],
  ['closed', 'is closed', closed, REQUESTER, false],
];

for (const [kind, state, story, reader, expected, template = REPAIR] of LINES) {
  test(`${kind}: ${state}, for ${reader?.roles.join() ?? 'a group'}`, () => {
    const ticket = ticketAfter(template, story);
    expect(isOver(kind, ticket, reader?.id ?? null, reader?.roles)).toBe(expected);
  });
}

test('without roles, what is open to any role is not over', () => {
  const ticket = ticketAfter(REPAIR, offered);
  expect(isOver('offered', ticket, REQUESTER.id)).toBe(false);
  expect(isOver('offered', ticket, REQUESTER.id, REQUESTER.roles)).toBe(true);
});

test('a second task of the same flow is news to whoever had accepted the first', () => {
  const ticket = ticketAfter(REPAIR, accepted);
  const since = (openedAt: number) => ({ ...ticket, work: ticket.work.map((item) => ({ ...item, openedAt })) });
  const acceptedAt = ticket.acceptedAt ?? 0;
  expect(isOver('assigned', since(acceptedAt + MINUTE), TECH.id)).toBe(false);
  // in doubt it is told
  expect(isOver('assigned', since(acceptedAt), TECH.id)).toBe(false);
  expect(isOver('assigned', since(acceptedAt - 1), TECH.id)).toBe(true);
});

test('once it has ended, nothing asks for anything any more', () => {
  const ticket = ticketAfter(REPAIR, [
    ...reported,
    act(DISPATCHER, assign(TECH)),
    act(TECH, accept()),
    act(MANAGER, cancel()),
  ]);
  const lasting = NOTICE_KINDS.filter((kind) => !isOver(kind, ticket, REQUESTER.id));
  expect(lasting).toEqual(['cancelled', 'closed']);
});

test('a ticket is the own work of whoever has it, or had it at last, and of nobody else', () => {
  for (const [story, own] of [
    [reported, null],
    [assigned, TECH],
    [done, TECH],
    [closed, TECH],
    [moved, TECH_2],
  ] as const) {
    const ticket = ticketAfter(REPAIR, story);
    const names = [DISPATCHER, REQUESTER, TECH, TECH_2].filter(({ id }) => isOwnWork(ticket, id));
    expect(names).toEqual(own === null ? [] : [own]);
  }
});
