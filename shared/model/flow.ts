// A flow: a tree of nodes with stable ids. A branch holds its arms, so that forks always join; only `returnTo` points backwards.
import { z } from 'zod';
import type { Condition } from '../kernel/condition';
import { LIMITS } from '../limits';
import { type Bilingual, bilingual, code, fieldKey } from './base';
import { condition } from './condition';

/** Who acts at a node: everyone with a role, the one who reported, or the one who does the work. */
export type Who = { readonly kind: 'role'; readonly role: string } | { readonly kind: 'requester' | 'assignee' };

type Common = { readonly id: string; readonly title: Bilingual };
export type StartNode = Common & { readonly kind: 'start' };
export type DispatchNode = Common & { readonly kind: 'dispatch'; readonly by: Who; readonly pool: string };
export type TaskNode = Common & { readonly kind: 'task'; readonly checkIn: boolean };
/** `autoAfter`: minutes after which the step is taken as passed. */
export type AcceptNode = Common & {
  readonly kind: 'accept';
  readonly by: Who;
  readonly returnTo: string;
  readonly autoAfter?: number | undefined;
};
export type RateNode = Common & { readonly kind: 'rate'; readonly by: Who; readonly autoAfter?: number | undefined };
export type BranchNode = Common & {
  readonly kind: 'branch';
  readonly arms: readonly { readonly when: Condition; readonly steps: readonly FlowNode[] }[];
  readonly otherwise: readonly FlowNode[];
};
export type EndNode = Common & { readonly kind: 'end' };
export type FlowNode = StartNode | DispatchNode | TaskNode | AcceptNode | RateNode | BranchNode | EndNode;
/** A node at which a ticket rests until somebody acts. */
export type RestNode = DispatchNode | TaskNode | AcceptNode | RateNode;
export type Flow = readonly FlowNode[];

const common = { id: fieldKey, title: bilingual(LIMITS.name) };
const who: z.ZodType<Who> = z.union([
  z.strictObject({ kind: z.literal('role'), role: code }),
  z.strictObject({ kind: z.enum(['requester', 'assignee']) }),
]);
const minutes = z.int().min(1).max(525_600);

/** The same at every depth. */
const plain = [
  z.strictObject({ ...common, kind: z.literal('start') }),
  z.strictObject({ ...common, kind: z.literal('dispatch'), by: who, pool: code }),
  z.strictObject({ ...common, kind: z.literal('task'), checkIn: z.boolean() }),
  z.strictObject({
    ...common,
    kind: z.literal('accept'),
    by: who,
    returnTo: fieldKey,
    autoAfter: minutes.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('rate'), by: who, autoAfter: minutes.optional() }),
  z.strictObject({ ...common, kind: z.literal('end') }),
] as const;

const steps = (depth: number): z.ZodType<Flow> => {
  if (depth === 0) return z.array(z.discriminatedUnion('kind', plain).meta({ id: 'node0' })).max(LIMITS.flowNodes);
  const inner = steps(depth - 1);
  const branch = z.strictObject({
    ...common,
    kind: z.literal('branch'),
    arms: z
      .array(z.strictObject({ when: condition, steps: inner }))
      .min(1)
      .max(10),
    otherwise: inner,
  });
  return z.array(z.discriminatedUnion('kind', [...plain, branch]).meta({ id: `node${depth}` })).max(LIMITS.flowNodes);
};

const count = (nodes: Flow): number =>
  nodes.reduce((sum, node) => {
    if (node.kind !== 'branch') return sum + 1;
    return sum + 1 + count(node.otherwise) + node.arms.reduce((inner, arm) => inner + count(arm.steps), 0);
  }, 0);

/** Branches nest at most three deep on the wire; the nodes of all arms count together. */
export const flow = steps(3)
  .refine((nodes) => count(nodes) <= LIMITS.flowNodes, `at most ${LIMITS.flowNodes} nodes`)
  .meta({ id: 'flow' });
