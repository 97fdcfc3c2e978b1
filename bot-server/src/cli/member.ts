// Who is who on a platform, from the command line.

import { refuse } from '@paidan/shared/refusal';
import { sayPlain } from '../core/say';
import { member } from '../store/tables/member';
import { accountNamed } from './account';
import type { Command } from './command';
import { optionsOf } from './options';
import { inOrganization, parsed, told } from './organization';

export const memberBind: Command = {
  usage: '--org <code> --as <login> --account <id or name> --external <userid or openid>',
  summary: 'Binds a member to their name on a chat platform',
  run: (args, config) => {
    const { org, as: login, account: said, external } = optionsOf(args, ['org', 'as', 'account', 'external']);
    return inOrganization(config, org, async ({ handlers, call, store }) => {
      const person = await store.read(call.scope).one(member, { login: login.toLowerCase() });
      if (person === undefined) {
        console.error(sayPlain('en', refuse('not_found')).message);
        return 1;
      }
      const account = await accountNamed(handlers, call, said);
      const input = parsed('identity.bind', { accountId: account.id, memberId: person.id, external });
      told(await handlers['identity.bind'](input, call));
      console.log(`${person.name}: ${account.name} ${external}`);
      return 0;
    });
  },
};
