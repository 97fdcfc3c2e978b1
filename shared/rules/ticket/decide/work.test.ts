import { HOUR, MINUTE } from '../../../kernel/time';
import { DISPATCHER, MANAGER, REQUESTER, SYSTEM, TECH, TECH_2 } from '../../../testing/people';
import { BRANCHED, REPAIR } from '../../../testing/sample';
import { accept, arrive, assign, complete, depart, log, reject, report, seen } from '../../../testing/say';
import { accepted, assigned, closed, done, onSite, urgentDone } from '../../../testing/stories';
import { act, START, ticketAfter } from '../../../testing/story';
import { table } from '../../../testing/table';
import { BUILDING, DOCUMENT, NO_FILE, northOf, PARK, PUMP, picture, ROOM } from '../../../testing/world';

const repairAt = (site: string) => [
  act(REQUESTER, report({ site }), 0),
  act(DISPATCHER, assign(TECH)),
  act(TECH, accept()),
];
const arrived = (position: ReturnType<typeof northOf>, distance: number | null, override: string | null = null) =>
  [{ type: 'ticket.arrived', position, distance, override }] as const;

describe('ticket.depart', () => {
  table(REPAIR, {
    'is noted': { given: accepted, when: act(TECH, depart()), happens: [{ type: 'ticket.departed' }] },
    'comes after accepting': { given: assigned, when: act(TECH, depart()), refused: 'accept_first' },
    'is noted once': { given: [...accepted, act(TECH, depart())], when: act(TECH, depart()), refused: 'already' },
    'makes no sense on site': { given: onSite, when: act(TECH, depart()), refused: 'already' },
    'is the worker’s own': { given: accepted, when: act(DISPATCHER, depart()), refused: 'not_yours' },
    'is over with the work': {
      given: done,
      when: act(TECH, depart()),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
  });
});

describe('ticket.arrive', () => {
  table(REPAIR, {
    'checks in at the site': {
      given: accepted,
      when: act(TECH, arrive(northOf(0, 10))),
      happens: arrived(northOf(0, 10), 0),
    },
    'checks in on the fence itself': {
      given: accepted,
      when: act(TECH, arrive(northOf(200))),
      happens: arrived(northOf(200), 200),
    },
    'is refused outside the fence': {
      given: accepted,
      when: act(TECH, arrive(northOf(201))),
      refused: 'outside_fence',
      data: { distance: 201, radius: 200 },
    },
    'outside the fence needs a reason': {
      given: accepted,
      when: act(TECH, arrive(northOf(900), '保安不让进')),
      happens: arrived(northOf(900), 900, '保安不让进'),
    },
    'inside the fence needs no reason, and keeps none': {
      given: accepted,
      when: act(TECH, arrive(northOf(5), '以防万一')),
      happens: arrived(northOf(5), 5, null),
    },
    'with a position vaguer than a kilometre proves nothing': {
      given: accepted,
      when: act(TECH, arrive(northOf(0, 1000.6))),
      refused: 'position_vague',
      data: { accuracy: 1001 },
    },
    'with a position of a kilometre is just good enough': {
      given: accepted,
      when: act(TECH, arrive(northOf(0, 1000))),
      happens: arrived(northOf(0, 1000), 0),
    },
    'in a wide park may be as vague as the park is wide': {
      given: repairAt(PARK),
      when: act(TECH, arrive(northOf(4000, 5000))),
      happens: arrived(northOf(4000, 5000), 4000),
    },
    'in a wide park may not be vaguer': {
      given: repairAt(PARK),
      when: act(TECH, arrive(northOf(0, 5001))),
      refused: 'position_vague',
      data: { accuracy: 5001 },
    },
    'with a vague position and a reason is let in': {
      given: accepted,
      when: act(TECH, arrive(northOf(700, 3000), '地下室没有信号')),
      happens: arrived(northOf(700, 3000), 700, '地下室没有信号'),
    },
    'without a position needs a reason': {
      given: accepted,
      when: act(TECH, { type: 'ticket.arrive', position: null }),
      refused: 'position_missing',
    },
    'without a position and with a reason is let in': {
      given: accepted,
      when: act(TECH, { type: 'ticket.arrive', position: null, override: '手机定位坏了' }),
      happens: [{ type: 'ticket.arrived', position: null, distance: null, override: '手机定位坏了' }],
    },
    'without a position needs a reason where the site has none either': {
      given: repairAt(ROOM),
      when: act(TECH, { type: 'ticket.arrive', position: null }),
      refused: 'position_missing',
    },
    'is anywhere where the site has no position': {
      given: repairAt(ROOM),
      when: act(TECH, arrive(northOf(90_000, 9000))),
      happens: arrived(northOf(90_000, 9000), null),
    },
    'comes after accepting': { given: assigned, when: act(TECH, arrive()), refused: 'accept_first' },
    'is noted once': { given: onSite, when: act(TECH, arrive()), refused: 'already' },
    'may come without setting out, or after it': {
      given: [...accepted, act(TECH, depart())],
      when: act(TECH, arrive(northOf(0))),
      happens: arrived(northOf(0), 0),
    },
    'is the worker’s own': { given: accepted, when: act(MANAGER, arrive()), refused: 'not_yours' },
    'is hidden from other technicians': { given: accepted, when: act(TECH_2, arrive()), refused: 'not_found' },
  });
});

describe('ticket.log', () => {
  const logged = (text: string, minutes = 0, values = {}) =>
    [{ type: 'ticket.logged', text, minutes, values }] as const;
  table(REPAIR, {
    'writes down words': { given: accepted, when: act(TECH, log('换了垫圈')), happens: logged('换了垫圈') },
    'writes down minutes alone': { given: accepted, when: act(TECH, log('', 35)), happens: logged('', 35) },
    'keeps a form half filled in': {
      given: accepted,
      when: act(TECH, log('', 0, { faultFound: '老化' })),
      happens: logged('', 0, { faultFound: '老化' }),
    },
    'of nothing is refused': {
      given: accepted,
      when: act(TECH, log('')),
      refused: 'form',
      data: { fields: [{ key: 'text', problem: 'required' }] },
    },
    'of characters that show nothing is refused': {
      given: accepted,
      when: act(TECH, log('\u200b')),
      refused: 'form',
      data: { fields: [{ key: 'text', problem: 'required' }] },
    },
    'of blanks is refused': {
      given: accepted,
      when: act(TECH, log('', 0, { faultFound: '', beforePhotos: [] })),
      refused: 'form',
      data: { fields: [{ key: 'text', problem: 'required' }] },
    },
    'refuses what does not fit the form': {
      given: accepted,
      when: act(TECH, log('看', 0, { faultFound: [picture(1)] })),
      refused: 'form',
      data: { fields: [{ key: 'faultFound', problem: 'type' }] },
    },
    'refuses a picture that is not there': {
      given: accepted,
      when: act(TECH, log('看', 0, { beforePhotos: [NO_FILE] })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: NO_FILE },
    },
    'comes after accepting': { given: assigned, when: act(TECH, log('x')), refused: 'accept_first' },
    'is over with the work': {
      given: done,
      when: act(TECH, log('x')),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
  });

  test('adds its minutes up and keeps its values', () => {
    const story = [...onSite, act(TECH, log('', 20, { faultFound: '老化' })), act(TECH, log('', 15))];
    expect(ticketAfter(REPAIR, story)).toMatchObject({ workMinutes: 35, values: { faultFound: '老化' } });
  });
});

describe('ticket.complete', () => {
  const completed = (values: object) => ({ type: 'ticket.completed', values }) as never;
  const toAccept = {
    type: 'ticket.entered',
    node: 'accept',
    kind: 'accept',
    phase: 'done',
    opens: [{ kind: 'accept', handlerId: REQUESTER.id, role: null }],
  } as const;
  const photos = { afterPhotos: [picture(1)] };
  table(REPAIR, {
    'hands the work to the requester': {
      given: onSite,
      when: act(TECH, complete({ faultFound: '老化' })),
      happens: [completed({ ...photos, faultFound: '老化' }), toAccept],
    },
    'comes after checking in': { given: accepted, when: act(TECH, complete()), refused: 'arrive_first' },
    'comes after accepting': { given: assigned, when: act(TECH, complete()), refused: 'accept_first' },
    'needs its pictures': {
      given: onSite,
      when: act(TECH, complete({ afterPhotos: [] })),
      refused: 'form',
      data: { fields: [{ key: 'afterPhotos', problem: 'required' }] },
    },
    'takes pictures logged before as given': {
      given: [...onSite, act(TECH, log('', 0, photos))],
      when: act(TECH, { type: 'ticket.complete', values: {} }),
      happens: [completed({}), toAccept],
    },
    'takes no document for a picture': {
      given: onSite,
      when: act(TECH, complete({ afterPhotos: [DOCUMENT] })),
      refused: 'unknown_reference',
      data: { kind: 'file', id: DOCUMENT },
    },
    'cannot rewrite the report': {
      given: onSite,
      when: act(TECH, complete({ title: '小事' })),
      refused: 'form',
      data: { fields: [{ key: 'title', problem: 'unknown' }] },
    },
    'from an old screen is stale': {
      given: onSite,
      when: act(TECH, seen(4, complete())),
      refused: 'stale',
      data: { version: 6 },
    },
    'is no timer’s to do': { given: onSite, when: act(SYSTEM, complete()), refused: 'not_yours' },
    'twice is the wrong step': {
      given: done,
      when: act(TECH, complete()),
      refused: 'wrong_step',
      data: { node: 'accept' },
    },
    'is over when the ticket is': {
      given: closed,
      when: act(TECH, complete()),
      refused: 'ended',
      data: { phase: 'closed' },
    },
    'after being sent back needs a new check-in': {
      given: [...done, act(REQUESTER, reject())],
      when: act(TECH, complete()),
      refused: 'arrive_first',
    },
  });

  test('without a check-in where the flow asks for none', () => {
    const flow = REPAIR.flow.map((node) => (node.kind === 'task' ? { ...node, checkIn: false } : node));
    expect(ticketAfter({ ...REPAIR, flow }, [...accepted, act(TECH, complete(), HOUR)])).toMatchObject({
      node: 'accept',
      completedAt: START + 2 * MINUTE + HOUR,
      arrivedAt: null,
    });
  });

  table(BRANCHED, {
    'follows the branch that the form decides': {
      given: [
        act(REQUESTER, report({ category: '电' }), 0),
        act(DISPATCHER, assign(TECH)),
        act(TECH, accept()),
        act(TECH, arrive()),
      ],
      when: act(TECH, complete({ spilt: '走廊' })),
      happens: [
        completed({ ...photos, spilt: '走廊' }),
        {
          type: 'ticket.entered',
          node: 'cleanDispatch',
          kind: 'dispatch',
          phase: 'open',
          opens: [{ kind: 'dispatch', handlerId: TECH.id, role: null }],
        },
      ],
    },
    'leaves a hidden field’s value out': {
      given: urgentDone.slice(0, -1),
      when: act(TECH, complete({ spiltPhotos: [picture(2)] })),
      happens: [
        completed(photos),
        {
          type: 'ticket.entered',
          node: 'leadAccept',
          kind: 'accept',
          phase: 'done',
          opens: [{ kind: 'accept', handlerId: null, role: 'lead' }],
        },
      ],
    },
    'asks for what another answer makes necessary': {
      given: urgentDone.slice(0, -1),
      when: act(TECH, complete({ spilt: '走廊' })),
      refused: 'form',
      data: { fields: [{ key: 'spiltPhotos', problem: 'required' }] },
    },
  });

  test('keeps the site and the asset of the report', () => {
    expect(ticketAfter(REPAIR, [act(REQUESTER, report({ asset: PUMP }))])).toMatchObject({
      siteId: BUILDING,
      assetId: PUMP,
    });
  });
});
