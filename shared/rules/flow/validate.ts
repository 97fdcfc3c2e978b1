// Can this flow be published? Everything that would strand a ticket is found here, before anybody is stranded.
import { factsOf } from '../../kernel/condition';
import { LIMITS } from '../../limits';
import type { CheckItem, Field } from '../../model/field';
import type { BranchNode, Flow, FlowNode } from '../../model/flow';
import type { TemplateBody } from '../../model/template';
import { nodesOf } from './find';

export const FLOW_PROBLEMS = [
  'noStart',
  'startNotFirst',
  'duplicateNode',
  'unreachable',
  'nobodyYet',
  'badReturn',
  'unknownRole',
  'duplicateField',
  'fieldNode',
  'noOptions',
  'badBind',
  'unknownFact',
  'circular',
  'photoLimits',
  'badItems',
  'noRating',
] as const;
/**
 * `nobodyYet`: before any dispatch there is nobody to do a task, or to be the assignee who acts. `circular`: whether a field
 * shows depends on itself. `photoLimits`: more pictures asked for than taken.
 * `badItems`: a checklist without items, or one of them twice, without choices, or with an empty range.
 */
export type FlowProblem = { readonly problem: (typeof FLOW_PROBLEMS)[number]; readonly at: string };

/** `roles`: the codes of the organization's roles. An empty answer means: publish. */
export function validate(body: TemplateBody, roles: ReadonlySet<string>): readonly FlowProblem[] {
  return [...shape(body.flow), ...people(body.flow, roles), ...form(body)];
}

function shape(flow: Flow): FlowProblem[] {
  const nodes = nodesOf(flow);
  const problems: FlowProblem[] = [];
  if (!nodes.some((node) => node.kind === 'start')) problems.push({ problem: 'noStart', at: '' });
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'start' && index > 0) problems.push({ problem: 'startNotFirst', at: node.id });
    if (nodes.findIndex((other) => other.id === node.id) < index)
      problems.push({ problem: 'duplicateNode', at: node.id });
    if (node.kind === 'accept' && !comesBefore(flow, node.returnTo, node.id)) {
      problems.push({ problem: 'badReturn', at: node.id });
    }
  }
  return [...problems, ...unreachable(flow), ...unmanned(flow, false).problems];
}

/** A node behind an end in the same list, or behind a branch that ends in each arm, is never walked to. */
function unreachable(flow: Flow): FlowProblem[] {
  const end = flow.findIndex((node) => ends([node]));
  const dead = end < 0 ? [] : flow.slice(end + 1).map((node): FlowProblem => ({ problem: 'unreachable', at: node.id }));
  const inner = flow.flatMap((node) => (node.kind === 'branch' ? armsOf(node).flatMap(unreachable) : []));
  return [...dead, ...inner];
}

const armsOf = (node: BranchNode): readonly Flow[] => [...node.arms.map((arm) => arm.steps), node.otherwise];

/** Every way through these steps ends the ticket. */
const ends = (steps: Flow): boolean =>
  steps.some((node) => node.kind === 'end' || (node.kind === 'branch' && armsOf(node).every(ends)));

/** A task, and whatever the assignee does, needs a dispatch before it on every way that leads there. */
function unmanned(flow: Flow, manned: boolean): { readonly manned: boolean; readonly problems: FlowProblem[] } {
  let here = manned;
  const problems: FlowProblem[] = [];
  for (const node of flow) {
    const wantsAssignee = node.kind === 'task' || ('by' in node && node.by.kind === 'assignee');
    if (wantsAssignee && !here) problems.push({ problem: 'nobodyYet', at: node.id });
    if (node.kind === 'dispatch') here = true;
    if (node.kind !== 'branch') continue;
    const arms = armsOf(node).map((steps) => ({ steps, ...unmanned(steps, here) }));
    problems.push(...arms.flatMap((arm) => arm.problems));
    here = arms.every((arm) => arm.manned || ends(arm.steps));
  }
  return { manned: here, problems };
}

/** A return target is a task on every way to the acceptance: in its own list or one around it, and before it. */
function comesBefore(flow: Flow, target: string, from: string): boolean {
  for (const [index, node] of flow.entries()) {
    const before = flow.slice(0, index);
    const found = before.some((other) => other.id === target && other.kind === 'task');
    if (node.id === from) return found;
    if (node.kind !== 'branch') continue;
    for (const steps of armsOf(node)) {
      if (nodesOf(steps).some((inner) => inner.id === from)) return found || comesBefore(steps, target, from);
    }
  }
  return false;
}

function people(flow: Flow, roles: ReadonlySet<string>): FlowProblem[] {
  return nodesOf(flow).flatMap((node) =>
    rolesNamed(node)
      .filter((role) => !roles.has(role))
      .map((): FlowProblem => ({ problem: 'unknownRole', at: node.id })),
  );
}

function rolesNamed(node: FlowNode): readonly string[] {
  const named = node.kind === 'dispatch' ? [node.pool] : [];
  return 'by' in node && node.by.kind === 'role' ? [...named, node.by.role] : named;
}

const itemsMakeSense = (items: readonly CheckItem[] = []): boolean =>
  items.length > 0 &&
  new Set(items.map(({ key }) => key)).size === items.length &&
  items.every(({ kind, options, low, high }) =>
    kind === 'choice' ? options !== undefined : low === undefined || high === undefined || low <= high,
  );

const BIND_TYPES = { title: 'text', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' } as const;

/** Steps at which somebody fills in a form. */
const ASKING: readonly FlowNode['kind'][] = ['start', 'task', 'accept', 'rate'];

function form({ fields, flow, binds }: TemplateBody): FlowProblem[] {
  const nodes = nodesOf(flow);
  const facts = new Set(fields.map(factOf));
  const known = (fact: string) => facts.has(fact);
  const circular = hangingOnThemselves(fields);
  const problems: FlowProblem[] = [];
  for (const [index, field] of fields.entries()) {
    const at = field.key;
    if (fields.findIndex((other) => other.key === at) < index) problems.push({ problem: 'duplicateField', at });
    if (!nodes.some((node) => node.id === field.node && ASKING.includes(node.kind))) {
      problems.push({ problem: 'fieldNode', at });
    }
    if (field.type === 'select' && field.options === undefined) problems.push({ problem: 'noOptions', at });
    if (field.type === 'photo' && (field.min ?? 0) > (field.max ?? LIMITS.photosPerField)) {
      problems.push({ problem: 'photoLimits', at });
    }
    if (field.type === 'checklist' && !itemsMakeSense(field.items)) problems.push({ problem: 'badItems', at });
    for (const condition of [field.visibleWhen, field.requiredWhen]) {
      if (condition !== undefined && !factsOf(condition).every(known)) problems.push({ problem: 'unknownFact', at });
    }
    if (circular.has(field)) problems.push({ problem: 'circular', at });
  }
  for (const node of nodes) {
    const asked = node.kind === 'branch' ? node.arms.flatMap((arm) => factsOf(arm.when)) : [];
    if (!asked.every((fact) => known(fact) || fact === 'priority')) {
      problems.push({ problem: 'unknownFact', at: node.id });
    }
    if (node.kind === 'rate' && !asksForStars(node.id, fields)) problems.push({ problem: 'noRating', at: node.id });
  }
  const start = nodes[0]?.id;
  for (const [bind, key] of Object.entries(binds) as [keyof typeof BIND_TYPES, string | undefined][]) {
    const field = fields.find((candidate) => candidate.key === key);
    if (key === undefined) continue;
    const suits =
      field?.type === BIND_TYPES[bind] && field.node === start && (bind !== 'title' || field.required === true);
    if (!suits) problems.push({ problem: 'badBind', at: bind });
  }
  return problems;
}

const factOf = (field: Field) => `values.${field.key}`;

/** The fields that show because they show, by way of others at the same node. */
function hangingOnThemselves(fields: readonly Field[]): ReadonlySet<Field> {
  const hangsOn = new Map(
    fields.map((field) => {
      const asked = new Set(field.visibleWhen === undefined ? [] : factsOf(field.visibleWhen));
      return [field, fields.filter((other) => other.node === field.node && asked.has(factOf(other)))] as const;
    }),
  );
  const reach = (from: Field): ReadonlySet<Field> => {
    const met = new Set(hangsOn.get(from));
    for (const one of met) for (const other of hangsOn.get(one) ?? []) met.add(other);
    return met;
  };
  return new Set(fields.filter((field) => reach(field).has(field)));
}

/** The first rating field is the one that counts: hidden or optional, the step could never be passed. */
function asksForStars(node: string, fields: readonly Field[]): boolean {
  const stars = fields.find((field) => field.node === node && field.type === 'rating');
  return stars?.required === true && stars.visibleWhen === undefined;
}
