// Connections: listed, made, changed, retired, brought back.
import { no, ok } from '@paidan/shared/kernel/result';
import type { AccountSecrets } from '@paidan/shared/model/account';
import { refuse } from '@paidan/shared/refusal';
import type { AccountCommand } from '@paidan/shared/rules/account/account';
import type { Answer, Call, Handlers } from '../../core/call';
import { newId } from '../../core/ids';
import { account as table } from '../../store/tables/account';
import { accountAggregate } from './aggregate';
import type { AccountDeps } from './deps';
import { keysOf, secretsMark } from './secrets';
import { oneView, viewsOf } from './view';

type Endpoint = `account.${'list' | 'create' | 'change' | 'retire' | 'restore'}`;

export function connectionHandlers(deps: AccountDeps): Handlers<Endpoint> {
  const { store, execute, clock, seal, secretKey } = deps;

  async function run(
    { scope, key, locale }: Call,
    id: string,
    command: AccountCommand,
    secrets: AccountSecrets = {},
  ): Answer<'account.create'> {
    const born = command.verb === 'create';
    const fingerprint = { ...command, ...(!born && { id }), secrets: secretsMark(secretKey, secrets) };
    const fresh = born ? ({ fresh: true } as const) : {};
    const order = { scope, key, id, ...fresh, command, fingerprint };
    const done = await execute(accountAggregate(seal, secrets), order);
    if (!done.ok) return done;
    const view = await oneView(deps, store.read(scope), locale, done.value.id);
    return view === undefined ? no(refuse('not_found')) : ok({ account: view });
  }

  return {
    'account.list': async ({ retired }, { scope, locale }) => {
      const reader = store.read(scope);
      const rows = await reader.find(table, {
        where: retired === true ? {} : { state: 'active' },
        order: [['id', 'asc']],
      });
      return ok({ items: await viewsOf(deps, reader, locale, rows) });
    },
    'account.create': ({ kind, name, values, secrets }, call) =>
      run(call, newId(clock.now()), { verb: 'create', kind, name, values, secrets: keysOf(secrets) }, secrets),
    'account.change': ({ id, version, change: { name, values, secrets = {} } }, call) =>
      run(call, id, { verb: 'change', version, name, values, secrets: keysOf(secrets) }, secrets),
    'account.retire': ({ id, version }, call) => run(call, id, { verb: 'retire', version }),
    'account.restore': ({ id, version }, call) => run(call, id, { verb: 'restore', version }),
  };
}
