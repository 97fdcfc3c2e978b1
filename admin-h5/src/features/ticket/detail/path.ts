// The way of a ticket through its flow: what was passed, where it is, and what the flow engine says will follow.

import type { TimelineItem } from '@paidan/shared/contract/ticket';
import { factsIn } from '@paidan/shared/kernel/condition';
import type { Json } from '@paidan/shared/kernel/json';
import { ENDED, type NodeKind } from '@paidan/shared/kinds';
import type { Bilingual } from '@paidan/shared/model/base';
import type { TemplateView } from '@paidan/shared/model/template';
import type { TicketView } from '@paidan/shared/model/ticket';
import { nodesOf } from '@paidan/shared/rules/flow/find';
import { next } from '@paidan/shared/rules/flow/route';

export type Step = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: Bilingual;
  readonly state: 'done' | 'here' | 'ahead' | 'off';
  /** When the ticket came here the last time. */
  readonly at: number | null;
  /** How many times it came. */
  readonly times: number;
};

export function pathOf(ticket: TicketView, template: TemplateView, timeline: readonly TimelineItem[]): readonly Step[] {
  const nodes = nodesOf(template.flow);
  const entries = timeline.filter((item) => item.type === 'ticket.entered');
  const entered = entries.map((item) => String(item.data.node));
  const ids = [...new Set([nodes[0]?.id ?? '', ...entered, ...ahead(ticket, template)])];
  const here = ids.indexOf(ticket.node.id);
  const over = ENDED.includes(ticket.phase);
  return ids.flatMap((id, index) => {
    const node = nodes.find((each) => each.id === id);
    if (node === undefined) return [];
    const visits = entries.filter((item) => item.data.node === id);
    const start = index === 0 ? ticket.createdAt : null;
    const passed = start !== null || visits.length > 0;
    const state = over
      ? passed
        ? 'done'
        : 'off'
      : index === here
        ? 'here'
        : index < here && passed
          ? 'done'
          : 'ahead';
    return [
      { id, kind: node.kind, title: node.title, state, at: visits.at(-1)?.at ?? start, times: visits.length } as const,
    ];
  });
}

/** More turns than any flow has nodes. */
const TURNS = 80;

function ahead({ node, values, priority, phase }: TicketView, { flow }: TemplateView): readonly string[] {
  const facts = factsIn({ values, priority, phase } as unknown as Json);
  const ids: string[] = [];
  let at = node.id;
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      const rest = next(flow, at, facts);
      ids.push(rest.id);
      if (rest.kind === 'end') break;
      at = rest.id;
    }
  } catch {
    // The ticket stands at a node that this revision does not have: nothing is foretold.
  }
  return ids;
}
