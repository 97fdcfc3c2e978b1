// Work on site: set out, check in within the fence, log, complete.
import { metresBetween } from '../../../kernel/geo';
import { no, ok } from '../../../kernel/result';
import { isVisible } from '../../../kernel/text';
import { refuse } from '../../../refusal';
import type { Deciders } from './decider';
import { walk } from './enter';
import { acceptValues } from './values';

/** A position vaguer than this many metres proves nothing about a fence. */
export const VAGUE = 1000;

export const workers: Deciders<'ticket.depart' | 'ticket.arrive' | 'ticket.log' | 'ticket.complete'> = {
  'ticket.depart': () => ok([{ type: 'ticket.departed' }]),

  'ticket.arrive': (command, _ticket, { facts }) => {
    const { position, override = null } = command;
    const { fence } = facts;
    const arrived = { type: 'ticket.arrived', position } as const;
    if (position === null) {
      return override === null ? no(refuse('position_missing')) : ok([{ ...arrived, distance: null, override }]);
    }
    if (fence === null) return ok([{ ...arrived, distance: null, override: null }]);
    const distance = Math.round(metresBetween(position, fence));
    if (override === null && (position.accuracy ?? 0) > Math.max(VAGUE, fence.radius)) {
      return no(refuse('position_vague', { accuracy: Math.round(position.accuracy ?? 0) }));
    }
    const inside = distance <= fence.radius;
    if (!inside && override === null) return no(refuse('outside_fence', { distance, radius: fence.radius }));
    return ok([{ ...arrived, distance, override: inside ? null : override }]);
  },

  'ticket.log': (command, ticket, context) => {
    const values = acceptValues(context, ticket.node, command.values ?? {}, { known: ticket.values, draft: true });
    if (!values.ok) return values;
    const minutes = command.minutes ?? 0;
    const empty = !isVisible(command.text) && minutes === 0 && Object.keys(values.value).length === 0;
    if (empty) return no(refuse('form', { fields: [{ key: 'text', problem: 'required' }] }));
    return ok([{ type: 'ticket.logged', text: command.text, minutes, values: values.value }]);
  },

  'ticket.complete': (command, ticket, context) => {
    const checked = acceptValues(context, ticket.node, command.values, { known: ticket.values });
    if (!checked.ok) return checked;
    const values = checked.value;
    return ok([
      { type: 'ticket.completed', values },
      ...walk(context.template, ticket.node, { ...ticket, values: { ...ticket.values, ...values } }),
    ]);
  },
};
