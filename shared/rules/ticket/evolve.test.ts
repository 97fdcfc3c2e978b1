import { DAY, HOUR, MINUTE } from '../../kernel/time';
import type { TicketEvent, TicketEventBody } from '../../model/event';
import { DISPATCHER, LEAD, REQUESTER, ROLES, SYSTEM, TECH, TECH_2 } from '../../testing/people';
import { asTemplate, REPAIR } from '../../testing/sample';
import {
  accept,
  arrive,
  assign,
  cancel,
  comment,
  complete,
  depart,
  lapse,
  log,
  offer,
  offerTo,
  reject,
  transfer,
  urge,
} from '../../testing/say';
import { accepted, assigned, closed, confirmed, done, offered, onSite, reported } from '../../testing/stories';
import { act, play, START, TICKET, ticketAfter } from '../../testing/story';
import { body, dispatch, field, rating, start } from '../../testing/template';
import { BUILDING, SIGNATURE } from '../../testing/world';
import { validate } from '../flow/validate';
import { evolve, fold } from './evolve';

const at = (minutes: number) => START + minutes * MINUTE;

test('a report becomes a ticket that waits for the dispatchers', () => {
  expect(ticketAfter(REPAIR, reported)).toEqual({
    id: TICKET,
    no: 1001,
    templateId: REPAIR.id,
    templateVersion: 1,
    source: 'miniapp',
    title: '水管漏水',
    priority: 'normal',
    phase: 'open',
    node: 'dispatch',
    requesterId: REQUESTER.id,
    assigneeId: null,
    siteId: BUILDING,
    assetId: null,
    values: { title: '水管漏水', phone: '13800138000', site: BUILDING },
    createdAt: START,
    dueAt: START + DAY,
    acceptedAt: null,
    departedAt: null,
    arrivedAt: null,
    startedAt: null,
    completedAt: null,
    endedAt: null,
    overdueAt: null,
    updatedAt: START,
    urgedAt: null,
    urges: 0,
    comments: 0,
    workMinutes: 0,
    stars: null,
    work: [
      {
        no: 1,
        node: 'dispatch',
        token: 'main',
        kind: 'dispatch',
        handlerId: null,
        role: 'dispatcher',
        openedAt: START,
      },
    ],
    workCount: 1,
    people: [REQUESTER.id],
    pools: ['dispatcher'],
    version: 2,
  });
});

describe('each act leaves its mark', () => {
  test.each([
    ['offered', offered, { phase: 'open', pools: ['dispatcher', 'technician'], workCount: 2, assigneeId: null }],
    [
      'assigned',
      assigned,
      { phase: 'active', node: 'repair', assigneeId: TECH.id, acceptedAt: null, people: [REQUESTER.id, TECH.id] },
    ],
    ['accepted', accepted, { acceptedAt: at(2), departedAt: null, arrivedAt: null }],
    ['set out', [...accepted, act(TECH, depart())], { departedAt: at(3), arrivedAt: null }],
    ['on site', onSite, { arrivedAt: at(3), startedAt: at(3), departedAt: null }],
    ['logged', [...onSite, act(TECH, log('', 30)), act(TECH, log('', 12))], { workMinutes: 42, version: 8 }],
    ['done', done, { phase: 'done', node: 'accept', completedAt: at(4), endedAt: null }],
    [
      'sent back',
      [...done, act(REQUESTER, reject())],
      { phase: 'active', node: 'repair', completedAt: null, arrivedAt: null, acceptedAt: at(2), startedAt: at(3) },
    ],
    [
      'confirmed',
      confirmed,
      { phase: 'done', node: 'rate', values: expect.objectContaining({ signature: SIGNATURE }) },
    ],
    ['rated', closed, { phase: 'closed', node: 'rate', stars: 5, endedAt: at(6), work: [] }],
    [
      'cancelled',
      [...offered, act(REQUESTER, cancel())],
      { phase: 'cancelled', node: 'dispatch', endedAt: at(2), work: [] },
    ],
    ['urged', [...reported, act(REQUESTER, urge()), act(REQUESTER, urge(), HOUR)], { urges: 2, urgedAt: at(61) }],
    ['commented', [...reported, act(REQUESTER, comment()), act(DISPATCHER, comment())], { comments: 2 }],
    ['overdue', [...reported, act(SYSTEM, lapse('promise'), 2 * DAY)], { overdueAt: START + 2 * DAY, phase: 'open' }],
    ['closed unrated', [...confirmed, act(SYSTEM, lapse('autoClose'), 8 * DAY)], { phase: 'closed', stars: null }],
  ] as const)('%s', (_, story, expected) => {
    expect(ticketAfter(REPAIR, story)).toMatchObject(expected);
  });
});

describe('work items', () => {
  const items = (story: Parameters<typeof ticketAfter>[1]) =>
    ticketAfter(REPAIR, story).work.map(({ no, kind, handlerId, role }) => [no, kind, handlerId ?? role]);
  test('are added by an offer', () => {
    expect(items([...offered, act(DISPATCHER, offerTo(TECH, TECH_2))])).toEqual([
      [1, 'dispatch', 'dispatcher'],
      [2, 'offer', 'technician'],
      [3, 'offer', TECH.id],
      [4, 'offer', TECH_2.id],
    ]);
  });
  test('are replaced by the next step’s', () => {
    expect(items([...offered, act(TECH, accept())])).toEqual([[3, 'task', TECH.id]]);
  });
  test('are replaced by a transfer, and say since when', () => {
    const story = [...accepted, act(TECH, transfer(TECH_2), HOUR)];
    expect(items(story)).toEqual([[3, 'task', TECH_2.id]]);
    expect(ticketAfter(REPAIR, story).work[0]?.openedAt).toBe(at(62));
  });
  test('keep their number through comments and logs', () => {
    expect(items([...onSite, act(TECH, log('x')), act(TECH, comment())])).toEqual([[2, 'task', TECH.id]]);
  });
});

describe('people and pools', () => {
  test('once in, always in', () => {
    const story = [
      ...reported,
      act(DISPATCHER, offer('cleaner')),
      act(DISPATCHER, assign(TECH)),
      act(TECH, transfer(TECH_2)),
    ];
    expect(ticketAfter(REPAIR, story)).toMatchObject({
      people: [REQUESTER.id, TECH.id, TECH_2.id],
      pools: ['dispatcher', 'cleaner'],
    });
  });

  test('whoever takes it belongs to it, even where no task follows', () => {
    const stars = field('stars', 'rating', { node: 'rate', required: true });
    const template = body([start(), dispatch(), rating()], [stars]);
    expect(validate(template, ROLES)).toEqual([]);
    const asked = act(REQUESTER, { type: 'ticket.create', values: { title: '咨询' } });
    const byAssignment = ticketAfter(asTemplate(template), [asked, act(DISPATCHER, assign(TECH))]);
    const byOffer = ticketAfter(asTemplate(template), [asked, act(DISPATCHER, offer()), act(TECH, accept())]);
    for (const ticket of [byAssignment, byOffer]) expect(ticket.people).toEqual([REQUESTER.id, TECH.id]);
  });
});

describe('the timeline', () => {
  test('folds to the ticket', () => {
    const { ticket, events } = play(REPAIR, [
      ...done,
      act(REQUESTER, reject()),
      act(TECH, arrive()),
      act(TECH, complete()),
    ]);
    expect(fold(TICKET, events)).toEqual(ticket);
    expect(ticket?.version).toBe(events.length);
  });
  test('of nothing is nothing', () => {
    expect(fold(TICKET, [])).toBeNull();
  });
  test('cannot begin in the middle', () => {
    const [, entered] = play(REPAIR, reported).events;
    expect(() => evolve(null, TICKET, entered as TicketEvent)).toThrow('ticket.entered before ticket.created');
  });
  test('changes no ticket in place', () => {
    const before = ticketAfter(REPAIR, offered);
    const copy = JSON.parse(JSON.stringify(before));
    const event: TicketEventBody = {
      type: 'ticket.offered',
      opens: [{ kind: 'offer', handlerId: LEAD.id, role: null }],
    };
    evolve(before, TICKET, { ...event, at: START, by: null });
    expect(before).toEqual(copy);
  });
});
