// Who is who on a platform: listed, bound, unbound.
import type { Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { AccountCommand } from '@paidan/shared/rules/account/account';
import type { Answer, Call, Handlers } from '../../core/call';
import { readCursor, writeCursor } from '../../core/cursor';
import { namesOf } from '../../lookups/names';
import { account } from '../../store/tables/account';
import { identity } from '../../store/tables/identity';
import { accountAggregate } from './aggregate';
import type { AccountDeps } from './deps';

const PAGE = 50;

export function identityHandlers({
  store,
  execute,
  seal,
}: AccountDeps): Handlers<`identity.${'list' | 'bind' | 'unbind'}`> {
  async function run({ scope, key }: Call, id: string, command: AccountCommand): Answer<'identity.bind'> {
    const fingerprint = { ...command, id };
    const done = await execute(accountAggregate(seal), { scope, key, id, command, fingerprint });
    return done.ok ? ok({}) : done;
  }

  return {
    'identity.list': async ({ accountId, cursor, limit = PAGE }, { scope, locale }) => {
      const after = cursor === undefined ? null : readCursor(cursor, identity, ['external']);
      if (after === undefined) return no(refuse('invalid', { where: 'cursor' }));
      const reader = store.read(scope);
      if ((await reader.one(account, { id: accountId })) === undefined) return no(refuse('not_found'));
      const rows = await reader.find(identity, {
        where: { accountId },
        order: [['external', 'asc']],
        limit: limit + 1,
        ...(after !== null && { after }),
      });
      const page = rows.slice(0, limit);
      const names = await namesOf(reader, { members: page.map((row) => row.memberId), locale });
      const items = page.map(({ external, memberId, state }) => ({
        external,
        member: { id: memberId, name: names.member(memberId) },
        state,
      }));
      const last = page.at(-1);
      if (rows.length <= limit || last === undefined) return ok({ items });
      return ok({ items, next: writeCursor([last.external as Json]) });
    },
    'identity.bind': ({ accountId, memberId, external }, call) =>
      run(call, accountId, { verb: 'bind', memberId, external }),
    'identity.unbind': ({ accountId, external }, call) => run(call, accountId, { verb: 'unbind', external }),
  };
}
