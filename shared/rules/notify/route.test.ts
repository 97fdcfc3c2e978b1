import { DAY, MINUTE } from '../../kernel/time';
import { NOTICE_KINDS } from '../../kinds';
import type { FlowNode } from '../../model/flow';
import type { Template } from '../../model/template';
import { hearings, newEvents } from '../../testing/notices';
import {
  CLEANER,
  DISPATCHER,
  DISPATCHER_2,
  LEAD,
  MANAGER,
  NEIGHBOUR,
  OUTSIDER,
  REQUESTER,
  SYSTEM,
  TECH,
  TECH_2,
  TECH_3,
  TECH_4,
} from '../../testing/people';
import { asTemplate, BRANCHED, REPAIR } from '../../testing/sample';
import {
  accept,
  arrive,
  assign,
  cancel,
  comment,
  complete,
  confirm,
  depart,
  lapse,
  log,
  offer,
  offerTo,
  rate,
  reject,
  report,
  transfer,
  urge,
} from '../../testing/say';
import {
  accepted,
  assigned,
  confirmed,
  done,
  leadAccepted,
  offered,
  onSite,
  reported,
  urgentDone,
} from '../../testing/stories';
import { type Act, act, opening, play, type Scene } from '../../testing/story';
import { acceptance, body, dispatch, end, field, node, rating, start, task } from '../../testing/template';
import type { MemberActor } from '../ticket/context';
import { BY_WEIGHT, rolesNamed, route } from './route';

const NAMES: readonly (readonly [string, MemberActor])[] = Object.entries({
  REQUESTER,
  NEIGHBOUR,
  DISPATCHER,
  DISPATCHER_2,
  TECH,
  TECH_2,
  TECH_3,
  TECH_4,
  CLEANER,
  LEAD,
  MANAGER,
  OUTSIDER,
});
const nameOf = (id: string) => NAMES.find(([, person]) => person.id === id)?.[0] ?? id;

function scenes(template: Template, story: readonly Act[], said: Act): readonly [Scene, Scene] {
  const before = story.length === 0 ? opening(template) : play(template, story);
  return [before, play(template, [said], before)];
}

/** `TECH assigned!`: urgent. */
function heard(template: Template, story: readonly Act[], said: Act): readonly string[] {
  return hearings(...scenes(template, story, said))
    .map(({ to, kind, urgent }) => `${to.kind === 'group' ? 'group' : nameOf(to.id)} ${kind}${urgent ? '!' : ''}`)
    .sort();
}

type Line = readonly [string, readonly Act[], Act, readonly string[], Template?];
const later = (by: MemberActor, says: Act['says']) => act(by, says, 15 * MINUTE);
const urgent = act(REQUESTER, report({ priority: 'urgent' }), 0);
const spilt: readonly Act[] = [...urgentDone, act(LEAD, confirm({}))];

const LINES: readonly Line[] = [
  ['a report', [], act(REQUESTER, report()), ['DISPATCHER created', 'DISPATCHER_2 created', 'group created']],
  ['a dispatcher’s own report', [], act(DISPATCHER, report()), ['DISPATCHER_2 created', 'group created']],
  ['an urgent report', [], urgent, ['DISPATCHER created!', 'DISPATCHER_2 created!', 'group created!']],
  ['a trifle that is closed at once', [], act(REQUESTER, report({ category: '其他', priority: 'low' })), [], BRANCHED],
  [
    'an offer to the pool',
    reported,
    act(DISPATCHER, offer()),
    ['TECH offered', 'TECH_2 offered', 'TECH_3 offered', 'TECH_4 offered', 'group offered'],
  ],
  [
    'an offer to some by name',
    reported,
    act(DISPATCHER, offerTo(TECH, CLEANER)),
    ['CLEANER offered', 'TECH offered', 'group offered'],
  ],
  ['an assignment', reported, act(DISPATCHER, assign(TECH)), ['TECH assigned']],
  ['to be taken from the pool', offered, act(TECH, accept()), ['REQUESTER accepted', 'group accepted']],
  ['to be accepted', assigned, act(TECH, accept()), ['REQUESTER accepted', 'group accepted']],
  [
    'one’s own report, accepted',
    [act(TECH_4, report()), act(DISPATCHER, assign(TECH_4))],
    act(TECH_4, accept()),
    ['group accepted'],
  ],
  [
    'a transfer by the dispatcher',
    accepted,
    act(DISPATCHER, transfer(TECH_2)),
    ['TECH transferred', 'TECH_2 assigned'],
  ],
  ['a transfer by the worker', accepted, act(TECH, transfer(TECH_2)), ['TECH_2 assigned']],
  ['setting out', accepted, act(TECH, depart()), ['REQUESTER departed']],
  ['arriving', accepted, act(TECH, arrive()), ['REQUESTER arrived']],
  ['a log', onSite, act(TECH, log('换了阀门')), []],
  ['completion', onSite, act(TECH, complete()), ['REQUESTER completed']],
  ['completion that the lead accepts', urgentDone.slice(0, -1), urgentDone[4] as Act, ['LEAD completed!'], BRANCHED],
  ['acceptance that passes on', urgentDone, act(LEAD, confirm({})), ['TECH completed!'], BRANCHED],
  ['one’s own second dispatch', leadAccepted, act(TECH, confirm({})), [], BRANCHED],
  ['confirmation by the requester', done, act(REQUESTER, confirm()), []],
  ['confirmation by time', done, act(SYSTEM, lapse('autoConfirm'), 4 * DAY), ['REQUESTER rate']],
  ['rejection', done, act(REQUESTER, reject()), ['TECH rejected']],
  ['rejection by the lead', urgentDone, act(LEAD, reject()), ['TECH rejected!'], BRANCHED],
  ['a rating', confirmed, act(REQUESTER, rate()), []],
  ['closing by time', confirmed, act(SYSTEM, lapse('autoClose'), 8 * DAY), ['REQUESTER closed']],
  ['the requester’s comment', accepted, act(REQUESTER, comment()), ['TECH commented']],
  ['the worker’s comment', accepted, act(TECH, comment()), ['REQUESTER commented']],
  ['a third person’s comment', accepted, act(MANAGER, comment()), ['REQUESTER commented', 'TECH commented']],
  [
    'the requester’s comment, nobody assigned',
    reported,
    act(REQUESTER, comment()),
    ['DISPATCHER commented', 'DISPATCHER_2 commented'],
  ],
  ['the dispatcher’s comment, nobody assigned', reported, act(DISPATCHER, comment()), ['REQUESTER commented']],
  [
    'a comment out of the pool',
    offered,
    act(TECH, comment()),
    ['DISPATCHER commented', 'DISPATCHER_2 commented', 'REQUESTER commented'],
  ],
  ['the product’s own comment', accepted, act(SYSTEM, comment()), ['REQUESTER commented', 'TECH commented']],
  ['an urge', accepted, later(REQUESTER, urge()), ['TECH urged', 'group urged']],
  [
    'an urge, nobody assigned',
    reported,
    later(REQUESTER, urge()),
    ['DISPATCHER urged', 'DISPATCHER_2 urged', 'group urged'],
  ],
  ['the second urge', [...accepted, later(REQUESTER, urge())], later(REQUESTER, urge()), ['TECH urged', 'group urged']],
  [
    'the third urge',
    [...accepted, later(REQUESTER, urge()), later(DISPATCHER, urge())],
    later(REQUESTER, urge()),
    ['TECH urged!', 'group urged!'],
  ],
  [
    'the promise, passed with somebody on it',
    accepted,
    act(SYSTEM, lapse('promise'), 2 * DAY),
    ['DISPATCHER overdue!', 'DISPATCHER_2 overdue!', 'TECH overdue!', 'group overdue!'],
  ],
  [
    'the promise, passed with nobody on it',
    offered,
    act(SYSTEM, lapse('promise'), 2 * DAY),
    ['DISPATCHER overdue!', 'DISPATCHER_2 overdue!', 'group overdue!'],
  ],
  [
    'the promise, passed at the second dispatch, which is the worker’s',
    [...spilt, act(TECH, confirm({}))],
    act(SYSTEM, lapse('promise'), DAY),
    ['TECH overdue!', 'group overdue!'],
    BRANCHED,
  ],
  ['calling it off oneself', reported, act(REQUESTER, cancel()), ['group cancelled']],
  ['calling it off while it is offered', offered, act(REQUESTER, cancel()), ['group cancelled']],
  ['calling it off while somebody has it', accepted, act(REQUESTER, cancel()), ['TECH cancelled', 'group cancelled']],
  [
    'being called off by another',
    accepted,
    act(MANAGER, cancel()),
    ['REQUESTER cancelled', 'TECH cancelled', 'group cancelled'],
  ],
];

for (const [name, story, said, expected, template = REPAIR] of LINES) {
  test(name, () => {
    expect(heard(template, story, said)).toEqual(expected);
  });
}

describe('of several things in one decision', () => {
  const simple = (...after: FlowNode[]) => asTemplate(body([start(), dispatch(), ...after], [STARS]));
  const STARS = field('stars', 'rating', { node: 'rate', required: true });
  const simplyOffered = [act(REQUESTER, { type: 'ticket.create', values: { title: 'x' } }), act(DISPATCHER, offer())];

  test('each hears what asks most', () => {
    const asked = simple(rating());
    expect(heard(asked, simplyOffered, act(TECH, accept()))).toEqual(['REQUESTER rate', 'group accepted']);
  });
  test('what ends it says more than what went before', () => {
    expect(heard(simple(end()), simplyOffered, act(TECH, accept()))).toEqual(['REQUESTER closed']);
  });
  test('who is given nothing to do is told nothing', () => {
    const given = simplyOffered.slice(0, 1);
    expect(heard(simple(end()), given, act(DISPATCHER, assign(TECH)))).toEqual(['REQUESTER closed']);
  });
});

describe('of several that dispatch, only the last before the work hears that it is late', () => {
  const second = node({ id: 'second', kind: 'dispatch', by: { kind: 'role', role: 'lead' }, pool: 'technician' });
  const twice = asTemplate(
    body([start(), dispatch(), task('repair'), second, task('clean'), acceptance('accept', 'repair')]),
  );
  const done = (by: MemberActor) => act(by, { type: 'ticket.complete', values: {} });
  const first = [act(REQUESTER, { type: 'ticket.create', values: { title: 'x' } }), act(DISPATCHER, assign(TECH))];
  const atSecond = [...first, act(TECH, accept()), done(TECH), act(LEAD, assign(TECH_2))];
  const sentBack = [...atSecond, act(TECH_2, accept()), done(TECH_2), act(REQUESTER, reject())];
  const late = act(SYSTEM, lapse('promise'), 2 * DAY);

  test.each<readonly [string, readonly Act[], readonly string[]]>([
    ['the first', first, ['DISPATCHER overdue!', 'DISPATCHER_2 overdue!', 'TECH overdue!', 'group overdue!']],
    ['the second', atSecond, ['LEAD overdue!', 'TECH_2 overdue!', 'group overdue!']],
    [
      'the first again, when it was sent back',
      sentBack,
      ['DISPATCHER overdue!', 'DISPATCHER_2 overdue!', 'TECH_2 overdue!', 'group overdue!'],
    ],
  ])('%s', (_, story, expected) => {
    expect(heard(twice, story, late)).toEqual(expected);
  });
});

test('every kind has its weight', () => {
  expect([...BY_WEIGHT].sort()).toEqual([...NOTICE_KINDS].sort());
});

test.each<readonly [string, readonly Act[], Act, string]>([
  ['the reason of a rejection', done, act(REQUESTER, reject()), 'ticket.rejected'],
  ['the reason of a transfer', accepted, act(DISPATCHER, transfer(TECH_2)), 'ticket.transferred'],
  ['the words of a comment', accepted, act(TECH, comment()), 'ticket.commented'],
  ['the reason why it was called off', accepted, act(MANAGER, cancel()), 'ticket.cancelled'],
])('a hearing points to %s', (_, story, said, type) => {
  const [before, after] = scenes(REPAIR, story, said);
  const events = newEvents(before, after);
  for (const { seq } of hearings(before, after)) expect(events.find((one) => one.seq === seq)?.type).toBe(type);
});

describe('the roles to load', () => {
  test.each<readonly [string, readonly Act[], Act, readonly string[]]>([
    ['of a report', [], act(REQUESTER, report()), ['dispatcher']],
    ['of an offer', reported, act(DISPATCHER, offer()), ['technician']],
    ['of an offer by name', reported, act(DISPATCHER, offerTo(TECH)), []],
    ['of an urge that nobody has', reported, later(REQUESTER, urge()), ['dispatcher']],
    ['of what is late', accepted, act(SYSTEM, lapse('promise'), 2 * DAY), ['dispatcher']],
    ['of an assignment', reported, act(DISPATCHER, assign(TECH)), []],
  ])('%s', (_, story, said, expected) => {
    const [before, after] = scenes(REPAIR, story, said);
    if (after.ticket === null) throw new Error('no ticket');
    expect(rolesNamed(newEvents(before, after), after.ticket, REPAIR.flow)).toEqual(expected);
  });
});

test('people who have left are told nothing: only those whom `holders` knows', () => {
  const [before, after] = scenes(REPAIR, [], act(REQUESTER, report()));
  if (after.ticket === null) throw new Error('no ticket');
  const some = route(newEvents(before, after), after.ticket, () => [DISPATCHER.id]);
  expect(some.map(({ to }) => to.kind)).toEqual(['group', 'member']);
});
