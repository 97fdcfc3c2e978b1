// Takes telephone numbers that stand as they were written, from before there was a vault, into it.
import { databaseOf, openFrom } from '../opening';
import { signNotes } from '../sealing/notes';
import { CLEARED, sealClear } from '../sealing/seal';
import { compact } from '../store/compact';
import { makeVault } from '../store/vault';
import type { Command } from './command';
import { optionsOf } from './options';

export const keysSeal: Command = {
  usage: '',
  summary:
    'Seals telephone numbers that were written before they were sealed, timelines included, while servers run; may be broken off',
  run: async (args, config) => {
    optionsOf(args, []);
    let doubtful = 0;
    const store = await openFrom(config);
    try {
      const vault = makeVault(...config.personalKeys);
      const { rows, events } = await sealClear(store, vault, {
        onPage: (looked, sealed) => console.error(`${looked} looked at, ${sealed.rows} sealed`),
      });
      console.log(`key ${vault.keyId}: ${rows} rows and ${events} events sealed`);
      const { signed, unproven } = await signNotes(store, vault);
      doubtful = unproven;
      if (signed > 0) console.log(`${signed} notes of an earlier version signed, as what they say is true`);
      if (unproven > 0)
        console.log(
          `${unproven} notes of an earlier version not signed: what they say cannot be held against a number any more`,
        );
    } finally {
      await store.close();
    }
    console.error('writing the tables anew, so that nothing is left of what stood there …');
    const whole = await compact(databaseOf(config), CLEARED);
    if (!whole)
      console.error('somebody was reading: what stood there is still in the file; call it again in a quiet hour');
    return whole && doubtful === 0 ? 0 : 1;
  },
};
