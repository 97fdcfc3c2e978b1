import { DISPATCHER, LEAD, MANAGER, REQUESTER, TECH } from '../../../testing/people';
import { BRANCHED, REPAIR } from '../../../testing/sample';
import { accept, arrive, complete, confirm, rate, reject } from '../../../testing/say';
import { closed, confirmed, done, leadAccepted, onSite, urgentDone } from '../../../testing/stories';
import { act, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';
import { NO_FILE, OWN_PICTURE, picture, SIGNATURE } from '../../../testing/world';

const nodeOf = (id: string) => REPAIR.flow.find((node) => node.id === id);
const signed = { type: 'ticket.confirmed', values: { signature: SIGNATURE }, auto: false } as const;
const backToRepair = {
  type: 'ticket.entered',
  node: 'repair',
  kind: 'task',
  phase: 'active',
  opens: [{ kind: 'task', handlerId: TECH.id, role: null }],
} as const;

describe('ticket.confirm', () => {
  table(REPAIR, {
    'is signed, and asks for a rating': {
      given: done,
      when: act(REQUESTER, confirm()),
      happens: [
        signed,
        {
          type: 'ticket.entered',
          node: 'rate',
          kind: 'rate',
          phase: 'done',
          opens: [{ kind: 'rate', handlerId: REQUESTER.id, role: null }],
        },
      ],
    },
    'needs the signature': {
      given: done,
      when: act(REQUESTER, confirm({})),
      refused: 'form',
      data: { fields: [{ key: 'signature', problem: 'required' }] },
    },
    'needs a signature that was uploaded': {
      given: done,
      when: act(REQUESTER, confirm({ signature: NO_FILE })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: NO_FILE },
    },
    'needs a signature given now, no picture that the ticket has already': {
      given: done,
      when: act(REQUESTER, confirm({ signature: OWN_PICTURE })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: OWN_PICTURE },
    },
    'is not the worker’s': { given: done, when: act(TECH, confirm()), refused: 'not_yours' },
    'is not the manager’s': { given: done, when: act(MANAGER, confirm()), refused: 'not_yours' },
    'before the work is done is the wrong step': {
      given: onSite,
      when: act(REQUESTER, confirm()),
      refused: 'wrong_step',
      data: { node: 'repair' },
    },
    'twice is the wrong step': {
      given: confirmed,
      when: act(REQUESTER, confirm()),
      refused: 'wrong_step',
      data: { node: 'rate' },
    },
    'is over when the ticket is': {
      given: closed,
      when: act(REQUESTER, confirm()),
      refused: 'ended',
      data: { phase: 'closed' },
    },
  });

  table(BRANCHED, {
    'is for the role that the flow names': {
      given: urgentDone,
      when: act(LEAD, confirm({})),
      happens: [
        { type: 'ticket.confirmed', values: {}, auto: false },
        {
          type: 'ticket.entered',
          node: 'drySworn',
          kind: 'accept',
          phase: 'done',
          opens: [{ kind: 'accept', handlerId: TECH.id, role: null }],
        },
      ],
    },
    'waits for its turn': { given: urgentDone, when: act(REQUESTER, confirm()), refused: 'not_yours' },
    'of the lead’s does for the lead only': { given: leadAccepted, when: act(LEAD, confirm({})), refused: 'not_yours' },
  });
});

describe('ticket.reject', () => {
  table(REPAIR, {
    'sends the work back to the one who did it': {
      given: done,
      when: act(REQUESTER, reject()),
      happens: [{ type: 'ticket.rejected', reason: '还在漏', photos: [], clears: ['afterPhotos'] }, backToRepair],
    },
    'may show what is wrong': {
      given: done,
      when: act(REQUESTER, reject('还在漏', [picture(3)])),
      happens: [
        { type: 'ticket.rejected', reason: '还在漏', photos: [picture(3)], clears: ['afterPhotos'] },
        backToRepair,
      ],
    },
    'shows only pictures that are there': {
      given: done,
      when: act(REQUESTER, reject('还在漏', [picture(3), NO_FILE])),
      refused: 'unknown_reference',
      data: { kind: 'file', id: NO_FILE },
    },
    'is not the dispatcher’s': { given: done, when: act(DISPATCHER, reject()), refused: 'not_yours' },
    'comes too late after confirming': {
      given: confirmed,
      when: act(REQUESTER, reject()),
      refused: 'wrong_step',
      data: { node: 'rate' },
    },
  });
  table(BRANCHED, {
    'from deep within branches finds its way back': {
      given: leadAccepted,
      when: act(TECH, reject('又漏了')),
      happens: [
        { type: 'ticket.rejected', reason: '又漏了', photos: [], clears: ['afterPhotos', 'spiltPhotos'] },
        backToRepair,
      ],
    },
  });

  test('the work is accepted still, but neither done nor on site', () => {
    const before = ticketAfter(REPAIR, done);
    const after = ticketAfter(REPAIR, [...done, act(REQUESTER, reject())]);
    expect(after).toMatchObject({ phase: 'active', completedAt: null, departedAt: null, arrivedAt: null });
    expect(after.acceptedAt).toBe(before.acceptedAt);
    const { afterPhotos: _, ...kept } = before.values;
    expect(after.values).toEqual(kept);
  });

  const again = [...done, act(REQUESTER, reject()), act(TECH, arrive())];
  table(REPAIR, {
    'asks for new pictures': {
      given: again,
      when: act(TECH, complete({ afterPhotos: [] })),
      refused: 'form',
      data: { fields: [{ key: 'afterPhotos', problem: 'required' }] },
    },
    'takes no picture of the round before': {
      given: again,
      when: act(TECH, complete({ afterPhotos: [OWN_PICTURE] })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: OWN_PICTURE },
    },
  });
  test('asks for a new signature where the flow had one before', () => {
    const second = { ...nodeOf('accept'), id: 'second' } as never;
    const flow = REPAIR.flow.flatMap((node) => (node.id === 'accept' ? [node, second] : [node])) as never;
    const back = ticketAfter({ ...REPAIR, flow }, [...confirmed, act(REQUESTER, reject())]);
    expect(Object.keys(back.values)).not.toContain('signature');
    expect(back.node).toBe('repair');
  });

  test('work may be sent back again and again', () => {
    const round = [act(REQUESTER, reject()), act(TECH, arrive()), act(TECH, complete())];
    const ticket = ticketAfter(REPAIR, [...done, ...round, ...round]);
    expect(ticket).toMatchObject({ node: 'accept', phase: 'done', work: [{ no: 7, kind: 'accept' }], workCount: 7 });
  });
});

describe('ticket.rate', () => {
  table(REPAIR, {
    'closes the ticket': {
      given: confirmed,
      when: act(REQUESTER, rate(4)),
      happens: [{ type: 'ticket.rated', values: { rating: { stars: 4 } }, stars: 4 }, { type: 'ticket.closed' }],
    },
    'needs the stars': {
      given: confirmed,
      when: act(REQUESTER, { type: 'ticket.rate', values: {} }),
      refused: 'form',
      data: { fields: [{ key: 'rating', problem: 'required' }] },
    },
    'comes after the acceptance': {
      given: done,
      when: act(REQUESTER, rate()),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
    'is not the worker’s': { given: confirmed, when: act(TECH, rate()), refused: 'not_yours' },
    'is given once': { given: closed, when: act(REQUESTER, rate(1)), refused: 'ended', data: { phase: 'closed' } },
  });

  test('may ask about what was answered before', () => {
    const fields = REPAIR.fields.concat({
      key: 'cleanliness',
      type: 'text',
      label: { zh: '整洁', en: 'Tidy?' },
      node: 'rate',
      visibleWhen: { op: 'filled', fact: 'values.signature' },
    });
    const story = [
      ...confirmed,
      act(REQUESTER, { type: 'ticket.rate', values: { rating: { stars: 5 }, cleanliness: '好' } }),
    ];
    expect(ticketAfter({ ...REPAIR, fields }, story)).toMatchObject({ stars: 5, values: { cleanliness: '好' } });
  });

  test('must be given anew at each rating step', () => {
    const again = {
      id: 'rateAgain',
      kind: 'rate',
      title: { zh: '再评', en: 'Again' },
      by: { kind: 'assignee' },
    } as const;
    const flow = [...REPAIR.flow.slice(0, -1), again];
    const fields = REPAIR.fields.concat({
      key: 'second',
      type: 'rating',
      label: { zh: '再评', en: 'Again' },
      node: 'rateAgain',
      required: true,
    });
    const story = [...closed, act(TECH, { type: 'ticket.rate', values: { second: { stars: 2 } } })];
    expect(ticketAfter({ ...REPAIR, flow, fields }, story)).toMatchObject({ phase: 'closed', stars: 2 });
  });
});

test('accepting has no say at an acceptance', () => {
  expect(() => ticketAfter(REPAIR, [...done, act(REQUESTER, accept())])).toThrow(/not_offered/);
});
