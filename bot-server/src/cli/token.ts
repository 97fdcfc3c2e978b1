// Prints a token with which a program acts as a member.

import { systemClock } from '../core/clock';
import { sayPlain } from '../core/say';
import { issueToken } from '../features/session/sessions';
import { openFrom } from '../opening';
import type { Command } from './command';
import { optionsOf } from './options';

export const token: Command = {
  usage: '--org <code> --as <login> [--label <text>]',
  summary: 'A token for programs, for one year: Authorization: Bearer <token>',
  run: async (args, config) => {
    const { org, as: login, label = null } = optionsOf(args, ['org', 'as'], ['label']);
    const store = await openFrom(config);
    try {
      const deps = { store, clock: systemClock, secretKey: config.session.secretKey };
      const issued = await issueToken(deps, { org, login, label: label === null ? null : label.slice(0, 80) });
      if (issued.ok) console.log(issued.value);
      else console.error(sayPlain('en', issued.refusal).message);
      return issued.ok ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};
