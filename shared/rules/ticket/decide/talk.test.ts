import { MINUTE } from '../../../kernel/time';
import { DISPATCHER, MANAGER, NEIGHBOUR, OUTSIDER, REQUESTER, TECH, TECH_2 } from '../../../testing/people';
import { REPAIR } from '../../../testing/sample';
import { cancel, comment, reject, urge } from '../../../testing/say';
import { accepted, assigned, cancelled, closed, done, offered, onSite, reported } from '../../../testing/stories';
import { act, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';
import { NO_FILE, picture, TAKEN_PICTURE, VOICE } from '../../../testing/world';
import type { MemberActor } from '../context';

/** The one who reported without an account, on their own device, and whoever has the link. */
const GUEST: MemberActor = { ...REQUESTER, guest: { only: null } };
const LINK: MemberActor = { ...REQUESTER, guest: { only: ticketAfter(REPAIR, reported).id } };

describe('ticket.urge', () => {
  const urged = [...reported, act(REQUESTER, urge())];
  const until = ticketAfter(REPAIR, urged).updatedAt + 10 * MINUTE;
  table(REPAIR, {
    'is counted': { given: reported, when: act(REQUESTER, urge()), happens: [{ type: 'ticket.urged', count: 1 }] },
    'is the dispatcher’s, too': {
      given: accepted,
      when: act(DISPATCHER, urge()),
      happens: [{ type: 'ticket.urged', count: 1 }],
    },
    'cools down': {
      given: urged,
      when: act(REQUESTER, urge(), 10 * MINUTE - 1),
      refused: 'cooling_down',
      data: { until },
    },
    'cools down for everybody': {
      given: urged,
      when: act(DISPATCHER, urge(), MINUTE),
      refused: 'cooling_down',
      data: { until },
    },
    'may come again after ten minutes': {
      given: urged,
      when: act(REQUESTER, urge(), 10 * MINUTE),
      happens: [{ type: 'ticket.urged', count: 2 }],
    },
    'is not the worker’s': { given: accepted, when: act(TECH, urge()), refused: 'not_yours' },
    'makes no sense when the answer is one’s own': {
      given: done,
      when: act(REQUESTER, urge()),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
    'may come again after sending back': {
      given: [...done, act(REQUESTER, reject())],
      when: act(REQUESTER, urge()),
      happens: [{ type: 'ticket.urged', count: 1 }],
    },
    'is over when the ticket is': {
      given: cancelled,
      when: act(REQUESTER, urge()),
      refused: 'ended',
      data: { phase: 'cancelled' },
    },
    'is nothing that a neighbour can do': { given: reported, when: act(NEIGHBOUR, urge()), refused: 'not_found' },
    'by the link is said to be that': {
      given: reported,
      when: act(LINK, urge()),
      happens: [{ type: 'ticket.urged', count: 1, byLink: true }],
    },
  });
});

describe('ticket.comment', () => {
  const said = (photos: readonly string[] = []) =>
    [{ type: 'ticket.commented', text: '请带梯子', photos: photos as never }] as const;
  table(REPAIR, {
    'is open to whoever sees it': { given: offered, when: act(TECH_2, comment()), happens: said() },
    'may show pictures': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', [picture(1), picture(2)])),
      happens: said([picture(1), picture(2)]),
    },
    'shows nothing of another ticket’s': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', [TAKEN_PICTURE])),
      refused: 'unknown_reference',
      data: { kind: 'file', id: TAKEN_PICTURE },
    },
    'shows only what is there': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', [NO_FILE])),
      refused: 'unknown_reference',
      data: { kind: 'file', id: NO_FILE },
    },
    'may be spoken': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', undefined, { file: VOICE, seconds: 7 })),
      happens: [{ type: 'ticket.commented', text: '请带梯子', photos: [], voice: { file: VOICE, seconds: 7 } }],
    },
    'takes no picture for a voice note': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', undefined, { file: picture(1), seconds: 7 })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: picture(1) },
    },
    'takes no voice note for a picture': {
      given: reported,
      when: act(REQUESTER, comment('请带梯子', [VOICE])),
      refused: 'unknown_reference',
      data: { kind: 'file', id: VOICE },
    },
    'by the link is said to be that': {
      given: reported,
      when: act(LINK, comment()),
      happens: [{ type: 'ticket.commented', text: '请带梯子', photos: [], byLink: true }],
    },
    'of the device itself is its owner’s': { given: reported, when: act(GUEST, comment()), happens: said() },
    'is closed to whoever does not': { given: offered, when: act(OUTSIDER, comment()), refused: 'not_found' },
    'is over when the ticket is': {
      given: closed,
      when: act(REQUESTER, comment()),
      refused: 'ended',
      data: { phase: 'closed' },
    },
  });
});

describe('ticket.cancel', () => {
  const off = [{ type: 'ticket.cancelled', reason: '自己修好了' }] as const;
  table(REPAIR, {
    'is the requester’s': { given: reported, when: act(REQUESTER, cancel()), happens: off },
    'is the requester’s until somebody is on site': { given: accepted, when: act(REQUESTER, cancel()), happens: off },
    'is the requester’s no more once somebody is on site': {
      given: onSite,
      when: act(REQUESTER, cancel()),
      refused: 'wrong_step',
      data: { node: 'repair' },
    },
    'is the dispatcher’s even then': { given: onSite, when: act(DISPATCHER, cancel()), happens: off },
    'is the manager’s even then': { given: onSite, when: act(MANAGER, cancel()), happens: off },
    'is nobody’s once the work is done': {
      given: done,
      when: act(DISPATCHER, cancel()),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
    'is not the worker’s': { given: assigned, when: act(TECH, cancel()), refused: 'not_yours' },
    'twice is once': {
      given: cancelled,
      when: act(REQUESTER, cancel()),
      refused: 'ended',
      data: { phase: 'cancelled' },
    },
  });

  test('takes the work from everybody’s list', () => {
    const ticket = ticketAfter(REPAIR, [...offered, act(REQUESTER, cancel())]);
    expect(ticket).toMatchObject({ phase: 'cancelled', work: [], workCount: 2, endedAt: ticket.updatedAt });
  });
});
