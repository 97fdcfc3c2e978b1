import type { Field } from '../../model/field';
import type { Flow } from '../../model/flow';
import { ROLES } from '../../testing/people';
import { BRANCHED_BODY, REPAIR_BODY } from '../../testing/sample';
import { acceptance, body, branch, dispatch, end, field, node, rating, start, task } from '../../testing/template';
import { FLOW_PROBLEMS, validate } from './validate';

const found = (flow: Flow, fields: readonly Field[] = []) =>
  validate(body(flow, fields), ROLES).map((one) => `${one.problem} at ${one.at}`);
const byAssignee = { kind: 'assignee' } as const;
const TICK = { key: 'a', kind: 'tick', label: { zh: 'a', en: 'a' } } as const;
const STARS = field('stars', 'rating', { node: 'rate', required: true });

test.each([
  ['a property’s repairs', REPAIR_BODY],
  ['a flow with branches', BRANCHED_BODY],
  ['a report that is just taken down', body([start()])],
  ['a report and an end', body([start(), end()])],
])('%s can be published', (_, template) => {
  expect(validate(template, ROLES)).toEqual([]);
});

const cases: Readonly<Record<string, readonly (readonly [string, Flow, readonly string[], (readonly Field[])?])[]>> = {
  noStart: [['nothing begins', [dispatch('report'), end()], ['noStart at ', 'fieldNode at title']]],
  startNotFirst: [
    ['a second start', [start(), start('again'), end()], ['startNotFirst at again']],
    ['a start within a branch', [start(), branch('b', [start('inner')])], ['startNotFirst at inner']],
    ['a start after the dispatch', [dispatch(), start(), end()], ['startNotFirst at report', 'badBind at title']],
  ],
  duplicateNode: [
    ['side by side', [start(), dispatch(), dispatch()], ['duplicateNode at dispatch']],
    ['in different arms', [start(), branch('b', [dispatch()], [dispatch()])], ['duplicateNode at dispatch']],
  ],
  unreachable: [
    ['behind an end', [start(), end(), dispatch()], ['unreachable at dispatch']],
    ['behind an end in an arm', [start(), branch('b', [end(), dispatch()])], ['unreachable at dispatch']],
    [
      'behind a branch of which every arm ends',
      [start(), branch('b', [end('e1')], [branch('c', [end('e2')], [end('e3')])]), dispatch()],
      ['unreachable at dispatch'],
    ],
    ['not behind a branch of which one arm goes on', [start(), branch('b', [end()]), dispatch()], []],
  ],
  nobodyYet: [
    ['a task first', [start(), task()], ['nobodyYet at repair']],
    ['a task that one way reaches undispatched', [start(), branch('b', [dispatch()]), task()], ['nobodyYet at repair']],
    ['a dispatch within the same arm is enough', [start(), branch('b', [dispatch(), task()])], []],
    ['a dispatch in each arm is enough', [start(), branch('b', [dispatch('d1')], [dispatch('d2')]), task()], []],
    ['a way that ends needs none', [start(), branch('b', [end()], [dispatch()]), task()], []],
    [
      'a first dispatch by the assignee',
      [start(), node({ id: 'dispatch', kind: 'dispatch', by: byAssignee, pool: 'technician' })],
      ['nobodyYet at dispatch'],
    ],
    [
      'a rating by the assignee',
      [start(), node({ id: 'rate', kind: 'rate', by: byAssignee })],
      ['nobodyYet at rate'],
      [STARS],
    ],
  ],
  badReturn: [
    ['to no node', [start(), dispatch(), task(), acceptance('accept', 'nowhere')], ['badReturn at accept']],
    ['to a node that is no task', [start(), dispatch(), acceptance('accept', 'dispatch')], ['badReturn at accept']],
    ['forwards', [start(), dispatch(), acceptance(), task()], ['badReturn at accept']],
    [
      'into an arm that may not have been walked',
      [start(), dispatch(), branch('b', [task()]), acceptance()],
      ['badReturn at accept'],
    ],
    ['from arm to arm', [start(), dispatch(), branch('b', [task()], [acceptance()])], ['badReturn at accept']],
    ['to itself', [start(), dispatch(), task(), acceptance('accept', 'accept')], ['badReturn at accept']],
    ['out of an arm is fine', [start(), dispatch(), task(), branch('b', [branch('c', [acceptance()])])], []],
    ['within an arm is fine', [start(), dispatch(), branch('b', [task(), acceptance()])], []],
  ],
  unknownRole: [
    [
      'a dispatcher',
      [start(), node({ id: 'd', kind: 'dispatch', by: { kind: 'role', role: 'boss' }, pool: 'technician' })],
      ['unknownRole at d'],
    ],
    [
      'a pool and a dispatcher',
      [start(), node({ id: 'd', kind: 'dispatch', by: { kind: 'role', role: 'boss' }, pool: 'crew' })],
      ['unknownRole at d', 'unknownRole at d'],
    ],
    [
      'deep in a branch',
      [start(), branch('b', [], [node({ id: 'd', kind: 'dispatch', by: { kind: 'requester' }, pool: '__proto__' })])],
      ['unknownRole at d'],
    ],
  ],
  duplicateField: [['two of a name', [start()], ['duplicateField at title'], [field('title', 'longText')]]],
  fieldNode: [
    ['at no node', [start()], ['fieldNode at x'], [field('x', 'text', { node: 'nowhere' })]],
    ['at a branch', [start(), branch('b', [])], ['fieldNode at x'], [field('x', 'text', { node: 'b' })]],
    ['at a dispatch', [start(), dispatch()], ['fieldNode at x'], [field('x', 'text', { node: 'dispatch' })]],
    [
      'at a task in an arm is fine',
      [start(), dispatch(), branch('b', [task()])],
      [],
      [field('x', 'text', { node: 'repair' })],
    ],
  ],
  noOptions: [['a choice of nothing', [start()], ['noOptions at x'], [field('x', 'select')]]],
  unknownFact: [
    [
      'of a form',
      [start()],
      ['unknownFact at x', 'unknownFact at y'],
      [
        field('x', 'text', { visibleWhen: { op: 'filled', fact: 'values.gone' } }),
        field('y', 'text', { requiredWhen: { op: 'not', of: { op: 'filled', fact: 'values.gone' } } }),
      ],
    ],
    [
      'a form knows answers only, by their full name',
      [start()],
      ['unknownFact at x', 'unknownFact at y'],
      [
        field('x', 'text', { visibleWhen: { op: 'filled', fact: 'title' } }),
        field('y', 'text', { visibleWhen: { op: 'is', fact: 'priority', value: 'urgent' } }),
      ],
    ],
    [
      'of a branch',
      [
        start(),
        node({
          id: 'b',
          kind: 'branch',
          arms: [{ when: { op: 'any', of: [{ op: 'always' }, { op: 'filled', fact: 'values.gone' }] }, steps: [] }],
          otherwise: [],
        }),
      ],
      ['unknownFact at b'],
    ],
    ['a branch may ask for the priority', [start(), branch('b', [])], []],
  ],
  circular: [
    [
      'a field that shows because it is filled in',
      [start()],
      ['circular at x'],
      [field('x', 'text', { visibleWhen: { op: 'filled', fact: 'values.x' } })],
    ],
    [
      'by way of two others',
      [start()],
      ['circular at x', 'circular at y', 'circular at z'],
      [
        field('x', 'text', { visibleWhen: { op: 'filled', fact: 'values.y' } }),
        field('y', 'text', { visibleWhen: { op: 'empty', fact: 'values.z' } }),
        field('z', 'text', { visibleWhen: { op: 'filled', fact: 'values.x' } }),
        field('w', 'text', { visibleWhen: { op: 'filled', fact: 'values.x' } }),
      ],
    ],
    [
      'not from one step to the next',
      [start(), dispatch(), task()],
      [],
      [
        field('x', 'text', { visibleWhen: { op: 'empty', fact: 'values.y' } }),
        field('y', 'text', { node: 'repair', visibleWhen: { op: 'filled', fact: 'values.x' } }),
      ],
    ],
  ],
  badItems: [
    ['none', [start()], ['badItems at x'], [field('x', 'checklist')]],
    ['one twice', [start()], ['badItems at x'], [field('x', 'checklist', { items: [TICK, TICK] })]],
    ['no choices', [start()], ['badItems at x'], [field('x', 'checklist', { items: [{ ...TICK, kind: 'choice' }] })]],
    [
      'an empty range',
      [start()],
      ['badItems at x'],
      [field('x', 'checklist', { items: [{ ...TICK, kind: 'number', low: 3, high: 2 }] })],
    ],
  ],
  photoLimits: [
    ['at least three, at most two', [start()], ['photoLimits at x'], [field('x', 'photo', { min: 3, max: 2 })]],
    ['exactly two is fine', [start()], [], [field('x', 'photo', { min: 2, max: 2 })]],
    ['at least nine is fine', [start()], [], [field('x', 'photo', { min: 9 })]],
  ],
  noRating: [
    ['no stars', [start(), rating()], ['noRating at rate']],
    [
      'stars that need not be given',
      [start(), rating()],
      ['noRating at rate'],
      [field('stars', 'rating', { node: 'rate' }), { ...STARS, key: 'more' }],
    ],
    [
      'stars that may be hidden',
      [start(), rating()],
      ['noRating at rate'],
      [{ ...STARS, visibleWhen: { op: 'empty', fact: 'values.title' } }],
    ],
    ['stars at another step', [start(), rating()], ['noRating at rate'], [{ ...STARS, node: 'report' }]],
  ],
};

for (const [problem, lines] of Object.entries(cases)) {
  describe(problem, () => {
    for (const [name, flow, problems, fields] of lines) {
      test(name, () => {
        expect(found(flow, fields)).toEqual(problems);
      });
    }
  });
}

describe('badBind', () => {
  const bound = (binds: object, ...fields: readonly Field[]) =>
    validate({ ...body([start(), dispatch(), task()], fields), binds: { title: 'title', ...binds } }, ROLES);
  test.each<readonly [string, object, readonly Field[]]>([
    ['a field of another type', { site: 'x' }, [field('x', 'text')]],
    ['a field of a later step', { phone: 'x' }, [field('x', 'phone', { node: 'repair' })]],
    ['no field', { asset: 'gone' }, []],
    ['a name that every object has', { priority: 'constructor' }, []],
    ['a title that may be left out', { title: 'x' }, [field('x', 'text')]],
  ])('%s', (_, binds, fields) => {
    const [name] = Object.keys(binds);
    expect(bound(binds, ...fields)).toEqual([{ problem: 'badBind', at: name }]);
  });
  test('all five may be bound', () => {
    const fields = [
      field('p', 'priority'),
      field('s', 'site'),
      field('a', 'asset'),
      field('t', 'phone', { required: true }),
    ];
    expect(bound({ priority: 'p', site: 's', asset: 'a', phone: 't' }, ...fields)).toEqual([]);
  });
});

test('every kind of problem has its tests', () => {
  expect([...Object.keys(cases), 'badBind'].sort()).toEqual([...FLOW_PROBLEMS].sort());
});

test('an empty flow says so', () => {
  expect(found([])).toEqual(['noStart at ', 'fieldNode at title', 'badBind at title']);
});
