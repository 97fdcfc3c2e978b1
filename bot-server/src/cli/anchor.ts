// Writes down, outside of the database, how far each organization's line of events has come.
import { openFrom } from '../opening';
import { appendAnchors } from '../verify/anchor';
import type { Command } from './command';
import { fromHere, optionsOf } from './options';

export const anchor: Command = {
  usage: '--to <file>',
  summary:
    'Appends the end of each organization’s line of events to a file; verify --anchors holds the database against it',
  run: async (args, config) => {
    const file = fromHere(optionsOf(args, ['to']).to);
    const store = await openFrom(config);
    try {
      console.log(`${await appendAnchors(store, file, new Date())} lines added to ${file}`);
      return 0;
    } finally {
      await store.close();
    }
  },
};
