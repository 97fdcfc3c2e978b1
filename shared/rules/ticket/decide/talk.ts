// Around the work: urge, comment, cancel.
import { no, ok } from '../../../kernel/result';
import { type Context, isByLink } from '../context';
import type { Deciders } from './decider';
import { missingFile } from './values';

export const talkers: Deciders<'ticket.urge' | 'ticket.comment' | 'ticket.cancel'> = {
  'ticket.urge': (_command, ticket, context) =>
    ok([{ type: 'ticket.urged', count: ticket.urges + 1, ...byLink(context) }]),

  'ticket.comment': (command, _ticket, context) => {
    const photos = command.photos ?? [];
    const { text, voice } = command;
    const missing = missingFile(context, photos, 'image') ?? missingFile(context, voice ? [voice.file] : [], 'audio');
    if (missing !== null) return no(missing);
    return ok([{ type: 'ticket.commented', text, photos, ...(voice && { voice }), ...byLink(context) }]);
  },

  'ticket.cancel': (command) => ok([{ type: 'ticket.cancelled', reason: command.reason }]),
};

const byLink = ({ actor }: Context) => (isByLink(actor) ? ({ byLink: true } as const) : {});
