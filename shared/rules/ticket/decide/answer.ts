// The answer to finished work: confirm with a signature, send back with a reason, rate.
import { no, ok } from '../../../kernel/result';
import { refuse } from '../../../refusal';
import { nodeIn } from '../../flow/find';
import { proofFrom } from '../proof';
import type { Deciders } from './decider';
import { goTo, walk } from './enter';
import { acceptValues, missingFile } from './values';

export const answerers: Deciders<'ticket.confirm' | 'ticket.reject' | 'ticket.rate'> = {
  'ticket.confirm': (command, ticket, context) => {
    const checked = acceptValues(context, ticket.node, command.values, { known: ticket.values });
    if (!checked.ok) return checked;
    const values = checked.value;
    return ok([
      { type: 'ticket.confirmed', values, auto: false },
      ...walk(context.template, ticket.node, { ...ticket, values: { ...ticket.values, ...values } }),
    ]);
  },

  'ticket.reject': (command, ticket, context) => {
    const node = nodeIn(context.template.flow, ticket.node);
    if (node?.kind !== 'accept') return no(refuse('wrong_step', { node: ticket.node }));
    const photos = command.photos ?? [];
    const missing = missingFile(context, photos, 'image');
    if (missing !== null) return no(missing);
    const clears = proofFrom(context.template, node.returnTo, ticket.values);
    return ok([
      { type: 'ticket.rejected', reason: command.reason, photos, clears },
      ...goTo(context.template, node.returnTo, ticket),
    ]);
  },

  'ticket.rate': (command, ticket, context) => {
    const checked = acceptValues(context, ticket.node, command.values, { known: ticket.values });
    if (!checked.ok) return checked;
    const values = checked.value;
    const field = context.template.fields.find((one) => one.node === ticket.node && one.type === 'rating');
    const rating = field === undefined ? undefined : values[field.key];
    if (typeof rating !== 'object' || !('stars' in rating)) {
      return no(refuse('form', { fields: [{ key: field?.key ?? 'rating', problem: 'required' }] }));
    }
    return ok([
      { type: 'ticket.rated', values, stars: rating.stars },
      ...walk(context.template, ticket.node, { ...ticket, values: { ...ticket.values, ...values } }),
    ]);
  },
};
