// THE FLOW ENGINE: from a node, walk the automatic ones until the ticket rests or ends.
import { evaluate, type Facts } from '../../kernel/condition';
import type { EndNode, Flow, FlowNode, RestNode } from '../../model/flow';
import { after } from './find';

export type Rest = RestNode | EndNode;

/** A flow that runs out of nodes ends, too. */
const RUN_OUT: EndNode = { id: 'end', kind: 'end', title: { zh: '结束', en: 'End' } };

/** Where the ticket comes to rest after `from`. Every step goes forwards through the tree, so the walk is finite. */
export function next(flow: Flow, from: string, facts: Facts): Rest {
  const following = after(flow, from);
  if (following === undefined) throw new Error(`no node ${from} in this flow`);
  return settle(following, facts);
}

function settle(steps: readonly FlowNode[], facts: Facts): Rest {
  let ahead = steps;
  for (;;) {
    const [node, ...rest] = ahead;
    if (node === undefined) return RUN_OUT;
    if (node.kind === 'branch') {
      const arm = node.arms.find((candidate) => evaluate(candidate.when, facts));
      ahead = [...(arm?.steps ?? node.otherwise), ...rest];
    } else if (node.kind === 'start') ahead = rest;
    else return node;
  }
}
