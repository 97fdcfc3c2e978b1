// The contacts of a platform as the organization's members: read on demand, after each change there, and now and then.

import type { TenantId } from '@paidan/shared/kernel/id';
import { no } from '@paidan/shared/kernel/result';
import { SECOND } from '@paidan/shared/kernel/time';
import { ACCOUNT_KINDS, type AccountKind } from '@paidan/shared/kinds';
import { refuse } from '@paidan/shared/refusal';
import { troubleWords } from '@paidan/shared/text/trouble';
import type { Handlers } from '../../core/call';
import type { Account } from '../../core/channels';
import { levelOf } from '../../core/faults';
import { type Scope, systemScope, tenantOf } from '../../core/scope';
import { openable } from '../../lookups/accounts';
import type { RowOf } from '../../store/columns';
import { account as table } from '../../store/tables/account';
import type { DirectoryDeps } from './deps';
import { pull } from './pull';

type Whose = Pick<Account, 'id' | 'tenantId'>;

export type Directory = {
  readonly handlers: Handlers<'account.sync'>;
  /** After a platform said that its contacts changed: soon, and once for many such events. */
  readonly requestPull: (account: Whose) => void;
  /** The periodic job: every connection that shows contacts. One that fails is read again by itself, soon and then less often. */
  readonly pullAll: () => Promise<void>;
  /** Forgets what was asked for; waits for what is under way. */
  readonly stop: () => Promise<void>;
};

/** Milliseconds. */
export type Pace = {
  /** Changes come in bunches. */
  readonly gather: number;
  /** After a failure; then twice as long each time. */
  readonly retry: number;
};
const PACE: Pace = { gather: 1 * SECOND, retry: 20 * SECOND };
/** The last comes after ten minutes; then it waits for the periodic reading. */
const RETRIES = 6;
/** A large corp is asked much: between two readings there is so many times as long as one takes. */
const REST = 5;

/** `wait`: it failed, and may succeed after so many milliseconds at least. */
type How = 'busy' | 'done' | { readonly wait: number };

export function makeDirectory(deps: DirectoryDeps, { gather, retry }: Pace = PACE): Directory {
  const { store, seal, channels, log } = deps;
  const waiting = new Map<string, { readonly timer: NodeJS.Timeout; readonly at: number }>();
  const running = new Set<Promise<void>>();
  const took = new Map<string, number>();
  const failures = new Map<string, number>();
  let stopped = false;

  const scopeOf = (tenantId: TenantId, kind: AccountKind): Scope => ({
    ...systemScope(tenantId),
    channel: channels[kind].channel,
  });

  async function pullRow(tenantId: TenantId, row: RowOf<typeof table>): Promise<How> {
    const account = openable(seal, tenantId, row);
    // Its keepers are told by the connection's own view.
    if (account === undefined) return 'done';
    const done = await pull(deps, scopeOf(tenantId, row.kind), account, 'zh-CN');
    const about = { tenantId, accountId: row.id };
    if (!done.ok) {
      const { refusal, trouble } = done.refusal;
      log.info({ ...about, refusal: refusal.code, code: refusal.data?.code }, 'contacts were not read');
      // What somebody has to mend is not mended by asking.
      if (trouble?.kind === 'later') return { wait: trouble.wait ?? 0 };
      return refusal.code === 'too_many' ? 'busy' : 'done';
    }
    const { created, changed, left, problems } = done.value;
    log.info({ ...about, created, changed, left, problems: problems.length }, 'contacts were read');
    return 'done';
  }

  async function pullOne({ tenantId, id }: Whose): Promise<How> {
    const row = await store.read({ tenantId }).one(table, { id: id as never });
    return row === undefined || row.state === 'retired' ? 'done' : pullRow(tenantId, row);
  }

  /** A fault of ours, or of the database, passes as well. */
  const settle = (whose: Whose, work: Promise<How>): Promise<How> =>
    work
      .catch((err: unknown): How => {
        log[levelOf(err)]({ err, accountId: whose.id }, 'contacts could not be read');
        return { wait: 0 };
      })
      .then((how) => {
        const before = failures.get(whose.id) ?? 0;
        failures.delete(whose.id);
        if (typeof how === 'string' || before === RETRIES) return how;
        failures.set(whose.id, before + 1);
        // Many that failed together do not come back together.
        const delay = retry * 2 ** before * (0.75 + Math.random() / 2);
        schedule(whose, Math.max(how.wait, delay));
        return how;
      });

  function schedule(whose: Whose, delay: number): void {
    if (stopped) return;
    const at = performance.now() + delay;
    const before = waiting.get(whose.id);
    // What is waiting has not begun to read: it will see this change, too.
    if (before !== undefined && before.at <= at) return;
    clearTimeout(before?.timer);
    const timer = setTimeout(() => {
      waiting.delete(whose.id);
      const begun = performance.now();
      const work = settle(whose, pullOne(whose))
        .then((how) => {
          if (how === 'done') took.set(whose.id, performance.now() - begun);
          if (how === 'busy') requestPull(whose);
        })
        .finally(() => running.delete(work));
      running.add(work);
    }, delay);
    timer.unref();
    waiting.set(whose.id, { timer, at });
  }

  const requestPull = (whose: Whose): void => schedule(whose, Math.max(gather, REST * (took.get(whose.id) ?? 0)));

  return {
    requestPull,
    pullAll: async () => {
      const kinds = ACCOUNT_KINDS.filter((kind) => channels[kind].directory !== undefined);
      const rows = await store.system.read.find(table, { where: { kind: { in: kinds }, state: 'active' } });
      for (const row of rows) {
        if (stopped) return;
        const tenantId = tenantOf(row.tenantId);
        await settle({ tenantId, id: row.id }, pullRow(tenantId, row));
      }
    },
    stop: async () => {
      stopped = true;
      for (const { timer } of waiting.values()) clearTimeout(timer);
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
        return done.ok ? done : no(done.refusal.refusal);
      },
    },
  };
}
