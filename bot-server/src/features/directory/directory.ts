// The contacts of a platform as the organization's members: read on demand, after each change there, and now and then.
import type { TenantId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { SECOND } from '@paidan/shared/kernel/time';
import { ACCOUNT_KINDS, type AccountKind } from '@paidan/shared/kinds';
import { refuse } from '@paidan/shared/refusal';
import { troubleWords } from '@paidan/shared/text/trouble';
import type { Handlers } from '../../core/call';
import type { Account } from '../../core/channels';
import { type Scope, systemScope, tenantOf } from '../../core/scope';
import { openable } from '../../lookups/accounts';
import type { RowOf } from '../../store/columns';
import { account as table } from '../../store/tables/account';
import type { DirectoryDeps } from './deps';
import { pull } from './pull';

export type Directory = {
  readonly handlers: Handlers<'account.sync'>;
  /** After a platform said that its contacts changed: soon, and once for many such events. */
  readonly requestPull: (account: Pick<Account, 'id' | 'tenantId' | 'kind'>) => void;
  /** The periodic job: every connection that shows contacts. */
  readonly pullAll: () => Promise<void>;
  /** Forgets what was asked for; waits for what is under way. */
  readonly stop: () => Promise<void>;
};

/** Changes come in bunches. Milliseconds. */
const GATHER = 1 * SECOND;
/** A large corp is asked much: between two readings there is so many times as long as one takes. */
const REST = 5;

export function makeDirectory(deps: DirectoryDeps, gather = GATHER): Directory {
  const { store, seal, channels, log } = deps;
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const took = new Map<string, number>();
  let stopped = false;

  const scopeOf = (tenantId: TenantId, kind: AccountKind): Scope => ({
    ...systemScope(tenantId),
    channel: channels[kind].channel,
  });

  async function pullRow(tenantId: TenantId, row: RowOf<typeof table>): Promise<'busy' | 'done'> {
    const account = openable(seal, tenantId, row);
    // Its keepers are told by the connection's own view.
    if (account === undefined) return 'done';
    const done = await pull(deps, scopeOf(tenantId, row.kind), account, 'zh-CN');
    const about = { tenantId, accountId: row.id };
    if (!done.ok) {
      log.info({ ...about, refusal: done.refusal.code, code: done.refusal.data?.code }, 'contacts were not read');
      return done.refusal.code === 'too_many' ? 'busy' : 'done';
    }
    const { created, changed, left, problems } = done.value;
    log.info({ ...about, created, changed, left, problems: problems.length }, 'contacts were read');
    return 'done';
  }

  async function pullOne({ tenantId, id }: Pick<Account, 'id' | 'tenantId'>): Promise<'busy' | 'done'> {
    const row = await store.read({ tenantId }).one(table, { id: id as never });
    return row === undefined || row.state === 'retired' ? 'done' : pullRow(tenantId, row);
  }

  const requestPull: Directory['requestPull'] = (account) => {
    // What is waiting has not begun to read: it will see this change, too.
    if (stopped || waiting.has(account.id)) return;
    const timer = setTimeout(
      () => {
        waiting.delete(account.id);
        const begun = performance.now();
        const work = pullOne(account)
          .then((how) => {
            if (how === 'done') took.set(account.id, performance.now() - begun);
            if (how === 'busy') requestPull(account);
          })
          .catch((err: unknown) => log.error({ err, accountId: account.id }, 'contacts could not be read'))
          .finally(() => running.delete(work));
        running.add(work);
      },
      Math.max(gather, REST * (took.get(account.id) ?? 0)),
    );
    timer.unref();
    waiting.set(account.id, timer);
  };

  return {
    requestPull,
    pullAll: async () => {
      const kinds = ACCOUNT_KINDS.filter((kind) => channels[kind].directory !== undefined);
      const rows = await store.system.read.find(table, { where: { kind: { in: kinds }, state: 'active' } });
      for (const row of rows) {
        if (stopped) return;
        await pullRow(tenantOf(row.tenantId), row).catch((err: unknown) =>
          log.error({ err, accountId: row.id }, 'contacts could not be read'),
        );
      }
    },
    stop: async () => {
      stopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await Promise.allSettled(running);
    },
    handlers: {
      'account.sync': async ({ id }, { scope, locale }) => {
        const row = await store.read(scope).one(table, { id });
        if (row === undefined) return no(refuse('not_found'));
        if (row.state === 'retired') return no(refuse('retired'));
        const account = openable(seal, scope.tenantId, row);
        if (account === undefined) {
          const message = troubleWords(locale, { code: 'sealed', message: '' });
          return no(refuse('channel_trouble', { code: 'sealed', message }));
        }
        const done = await pull(deps, scope, account, locale);
        return done.ok ? ok(done.value) : done;
      },
    },
  };
}
