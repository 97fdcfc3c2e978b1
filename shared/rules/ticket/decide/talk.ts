// Around the work: urge, comment, cancel.
import { no, ok } from '../../../kernel/result';
import type { Deciders } from './decider';
import { missingFile } from './values';

export const talkers: Deciders<'ticket.urge' | 'ticket.comment' | 'ticket.cancel'> = {
  'ticket.urge': (_command, ticket) => ok([{ type: 'ticket.urged', count: ticket.urges + 1 }]),

  'ticket.comment': (command, _ticket, context) => {
    const photos = command.photos ?? [];
    const { text, voice } = command;
    const missing = missingFile(context, photos, 'image') ?? missingFile(context, voice ? [voice.file] : [], 'audio');
    if (missing !== null) return no(missing);
    return ok([{ type: 'ticket.commented', text, photos, ...(voice && { voice }) }]);
  },

  'ticket.cancel': (command) => ok([{ type: 'ticket.cancelled', reason: command.reason }]),
};
