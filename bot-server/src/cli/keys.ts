// Goes over to another key for personal values.
import { openFrom } from '../opening';
import { rotate } from '../store/rotate';
import { makeVault } from '../store/vault';
import type { Command } from './command';
import { optionsOf } from './options';

export const keysRotate: Command = {
  usage: '',
  summary:
    'Seals telephone numbers that stand under another key anew under PERSONAL_KEY, while servers run; may be broken off',
  run: async (args, config) => {
    optionsOf(args, []);
    const store = await openFrom(config);
    try {
      const vault = makeVault(...config.personalKeys);
      const { moved, left } = await rotate(store, vault, (so) => console.error(`${so} moved`));
      console.log(`key ${vault.keyId}: ${moved} moved, ${left} left under keys that are not here`);
      return left === 0 ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};
