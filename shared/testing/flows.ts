// Templates at random: sound ones, that can be published as they are, and rough ones, of which only some can.
import fc from 'fast-check';
import type { Condition } from '../kernel/condition';
import { FIELD_TYPES } from '../kinds';
import type { CheckItem, Field } from '../model/field';
import type { Flow, FlowNode, Who } from '../model/flow';
import type { TemplateBody } from '../model/template';
import { nodesOf } from '../rules/flow/find';
import { aCondition } from './arbitrary';
import { body, field, node, start, TITLE } from './template';

/** A node before it has a name: `pick` settles what it refers to. */
type Plan =
  | { readonly kind: 'dispatch' | 'task' | 'accept' | 'rate' | 'end'; readonly pick: number }
  | { readonly kind: 'branch'; readonly arms: readonly Arm[]; readonly otherwise: readonly Plan[] };
type Arm = { readonly when: Condition; readonly steps: readonly Plan[] };

const FACTS = ['priority', 'values.title', 'values.f0', 'values.f1', 'values.f2', 'values.f3', 'values.f4'];
const FIELD_KEYS = ['f0', 'f1', 'f2', 'f3', 'f4'] as const;

const aPlan = fc.letrec<{ plan: Plan; steps: Plan[] }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('dispatch', 'dispatch', 'task', 'task', 'task', 'accept', 'accept', 'rate', 'end'),
        pick: fc.nat(0xffff),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('branch' as const),
        arms: fc.array(fc.record({ when: aCondition(FACTS), steps: tie('steps') }), { minLength: 1, maxLength: 2 }),
        otherwise: tie('steps'),
      }),
    },
  ),
  steps: fc.array(tie('plan'), { maxLength: 5 }),
})).steps as fc.Arbitrary<Plan[]>;

type Rough = {
  readonly key: string;
  readonly type: Field['type'];
  readonly at: number;
  readonly whim: number;
  readonly when: Condition;
};
const someFields: fc.Arbitrary<readonly Rough[]> = fc.tuple(
  ...FIELD_KEYS.map((key, index) =>
    fc.record({
      key: fc.constant(key),
      type: fc.constantFrom(...FIELD_TYPES),
      at: fc.nat(0xffff),
      whim: fc.nat(0xffff),
      // in a sound template a field asks only for those before it
      when: aCondition(['values.title', ...FIELD_KEYS.slice(0, index).map((other) => `values.${other}`)]),
    }),
  ),
);

/** Can be published: `validate` must agree. */
export const aSoundTemplate: fc.Arbitrary<TemplateBody> = fc
  .tuple(aPlan, someFields)
  .map(([plan, fields]) => sound(plan, fields));

/** A sound one with a few changes made blindly: some of these can be published all the same. */
export const aRoughTemplate: fc.Arbitrary<TemplateBody> = fc
  .tuple(
    aSoundTemplate,
    fc.array(fc.record({ at: fc.nat(0xffff), change: fc.nat(0xffff) }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.record({ at: fc.nat(0xffff), change: fc.nat(0xffff), when: aCondition(FACTS) }), { maxLength: 2 }),
  )
  .map(([template, nodes, fields]) => ({
    ...template,
    flow: nodes.reduce(
      (flow, { at, change }) => spoil(flow, at, change),
      template.flow as Flow,
    ) as TemplateBody['flow'],
    fields: fields.reduce(
      (all, one) => all.map((f, index) => (index === one.at % all.length ? bend(f, one) : f)),
      template.fields,
    ),
  }));

function spoil(flow: Flow, at: number, change: number): Flow {
  const ids = nodesOf(flow).map((one) => one.id);
  const target = ids[at % ids.length];
  const other = ids[change % ids.length] ?? 'gone';
  const edit = (steps: Flow): Flow =>
    steps.flatMap((one): Flow => {
      if (one.id !== target) {
        if (one.kind !== 'branch') return [one];
        const arms = one.arms.map((arm) => ({ ...arm, steps: edit(arm.steps) }));
        return [{ ...one, arms, otherwise: edit(one.otherwise) }];
      }
      switch (change % 8) {
        case 0:
          return [];
        case 1:
          return [one, one];
        case 2:
          return 'by' in one ? [{ ...one, by: whoOf(change >> 3, true) }] : [one];
        case 3:
          return one.kind === 'accept' ? [{ ...one, returnTo: other }] : [one];
        case 4:
          return [node({ id: one.id, kind: 'end' })];
        case 5:
          return one.kind === 'branch' ? [...one.otherwise] : [one, node({ id: 'more', kind: 'task', checkIn: true })];
        case 6:
          return [one, node({ id: 'more', kind: 'rate', by: whoOf(change >> 3, true) })];
        default:
          return [one, node({ id: 'more', kind: 'dispatch', by: whoOf(change >> 3, true), pool: 'cleaner' })];
      }
    });
  return edit(flow);
}

function bend(one: Field, { change, when }: { readonly change: number; readonly when: Condition }): Field {
  switch (change % 5) {
    case 0:
      return { ...one, required: one.required !== true };
    case 1:
      return { ...one, visibleWhen: when };
    case 2:
      return { ...one, requiredWhen: when };
    case 3:
      return { ...one, min: (change >> 3) % 10, max: 1 + ((change >> 6) % 9) };
    default:
      return { ...one, type: FIELD_TYPES[(change >> 3) % FIELD_TYPES.length] ?? 'text' };
  }
}

const title = (id: string) => ({ zh: id, en: id });
const ITEMS: readonly CheckItem[] = [
  { key: 'clean', kind: 'tick', label: title('clean') },
  { key: 'amps', kind: 'number', label: title('amps'), unit: 'A', low: 1, high: 20, optional: true },
  {
    key: 'belt',
    kind: 'choice',
    label: title('belt'),
    options: ['good', 'worn'].map((value) => ({ value, label: title(value), bad: value === 'worn' })),
  },
  { key: 'plate', kind: 'photo', label: title('plate') },
];
const ROLE_NAMES = ['dispatcher', 'lead', 'technician', 'clerk'];

function sound(plan: readonly Plan[], rough: readonly Rough[]): TemplateBody {
  let count = 0;
  const name = (kind: string) => `${kind}${++count}`;

  /** `tasks`: those surely behind us, to which work may be sent back. */
  function build(steps: readonly Plan[], manned: boolean, tasks: readonly string[]): Built {
    const nodes: FlowNode[] = [];
    const behind = [...tasks];
    let here = manned;
    for (const step of steps) {
      if (step.kind === 'branch') {
        const id = name('branch');
        const arms = step.arms.map((arm) => ({ when: arm.when, ...build(arm.steps, here, behind) }));
        const otherwise = build(step.otherwise, here, behind);
        const ways = [...arms, otherwise];
        const kept = arms.map(({ when, nodes: inner }) => ({ when, steps: inner }));
        nodes.push({ id, kind: 'branch', title: title(id), arms: kept, otherwise: otherwise.nodes });
        if (ways.every((way) => way.ends)) return { nodes, manned: here, ends: true };
        here = ways.every((way) => way.manned || way.ends);
        continue;
      }
      const { pick } = step;
      const kind = step.kind === 'accept' && behind.length === 0 ? 'task' : step.kind;
      if (kind === 'task' && !here) {
        nodes.push(node({ id: name('dispatch'), kind: 'dispatch', by: whoOf(pick, false), pool: 'technician' }));
        here = true;
      }
      const id = name(kind);
      const by = whoOf(pick, here);
      const auto = pick % 3 === 0 && { autoAfter: 60 };
      if (kind === 'end') return { nodes: [...nodes, node({ id, kind })], manned: here, ends: true };
      if (kind === 'dispatch') nodes.push(node({ id, kind, by, pool: pick % 2 === 0 ? 'technician' : 'cleaner' }));
      if (kind === 'task') nodes.push(node({ id, kind, checkIn: pick % 2 === 0 }));
      if (kind === 'accept') nodes.push(node({ id, kind, by, returnTo: behind[pick % behind.length] ?? '', ...auto }));
      if (kind === 'rate') nodes.push(node({ id, kind, by, ...auto }));
      if (kind === 'dispatch') here = true;
      if (kind === 'task') behind.push(id);
    }
    return { nodes, manned: here, ends: false };
  }

  const flow = [start(), ...build(plan, false, []).nodes];
  const asking = nodesOf(flow).filter((one) => ['start', 'task', 'accept', 'rate'].includes(one.kind));
  const stars = asking
    .filter((one) => one.kind === 'rate')
    .map((one) => field(`stars${one.id}`, 'rating', { node: one.id, required: true }));
  // behind the node's own stars, another rating field is a field like any other
  return body(flow, [
    ...stars,
    ...rough.map((one) => fieldFrom(one, asking[one.at % asking.length]?.id ?? TITLE.node)),
  ]);
}

type Built = { readonly nodes: readonly FlowNode[]; readonly manned: boolean; readonly ends: boolean };

function whoOf(pick: number, orAssignee: boolean): Who {
  if (pick % 3 === 0) return { kind: 'role', role: ROLE_NAMES[(pick >> 3) % ROLE_NAMES.length] ?? 'lead' };
  return { kind: pick % 3 === 1 && orAssignee ? 'assignee' : 'requester' };
}

function fieldFrom({ key, type, whim, when }: Rough, at: string): Field {
  const on = (bit: number) => ((whim >> bit) & 1) === 1;
  const min = whim % 4;
  const limits = type === 'photo' ? { min, max: min + 1 } : {};
  return field(key, type, {
    node: at,
    required: on(5),
    ...(on(6) && { visibleWhen: when }),
    ...(on(7) && { requiredWhen: when }),
    ...(type === 'checklist' && { items: [...ITEMS] }),
    ...(type === 'select' && { options: ['x', '水'].map((value) => ({ value, label: title(value) })) }),
    ...limits,
  });
}
