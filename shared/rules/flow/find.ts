// Where a node stands in a flow, and what comes after it.
import type { Flow, FlowNode } from '../../model/flow';

/** Every node, the arms of branches included, in reading order. */
export function nodesOf(flow: Flow): readonly FlowNode[] {
  return flow.flatMap((node) =>
    node.kind === 'branch'
      ? [node, ...node.arms.flatMap((arm) => nodesOf(arm.steps)), ...nodesOf(node.otherwise)]
      : [node],
  );
}

/** Asked several times in every decision: looks without making a list. */
export function nodeIn(flow: Flow, id: string): FlowNode | undefined {
  for (const node of flow) {
    if (node.id === id) return node;
    if (node.kind !== 'branch') continue;
    for (const { steps } of node.arms) {
      const inside = nodeIn(steps, id);
      if (inside !== undefined) return inside;
    }
    const otherwise = nodeIn(node.otherwise, id);
    if (otherwise !== undefined) return otherwise;
  }
  return undefined;
}

/** The nodes that follow `id`, outwards: the rest of its own list, then the rest of each list around it. */
export function after(flow: Flow, id: string): readonly FlowNode[] | undefined {
  for (const [at, node] of flow.entries()) {
    const rest = flow.slice(at + 1);
    if (node.id === id) return rest;
    if (node.kind !== 'branch') continue;
    for (const steps of [...node.arms.map((arm) => arm.steps), node.otherwise]) {
      const inner = after(steps, id);
      if (inner !== undefined) return [...inner, ...rest];
    }
  }
  return undefined;
}
