// Composition root: the only place that builds features and adapters and hands them to whoever needs them.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { TenantId, TicketId } from '@paidan/shared/kernel/id';
import { HOUR, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { TimerPurpose } from '@paidan/shared/model/command';
import { diskFiles } from './adapters/files/disk';
import { openTemporary } from './adapters/files/temporary';
import type { Handlers } from './core/call';
import type { Clock } from './core/clock';
import { type Execute, makeExecute } from './core/execute';
import { isPassing } from './core/faults';
import type { FindDownload } from './core/files';
import type { Log } from './core/log';
import { sayRefusal } from './core/say';
import { systemScope } from './core/scope';
import type { Sessions } from './core/sessions';
import { makeFeed } from './features/feed/feed';
import { feedHandlers } from './features/feed/handlers';
import { makeFindDownload } from './features/file/download';
import { sweepFiles } from './features/file/sweep';
import { fileHandlers } from './features/file/upload';
import { recordHandlers } from './features/record/handlers';
import { sessionHandlers } from './features/session/handlers';
import { sweepLockouts } from './features/session/lockout';
import { hashPassword, LIGHT_COST } from './features/session/password';
import { makeSessions, sweepSessions } from './features/session/sessions';
import { templateHandlers } from './features/template/handlers';
import { ticketAggregate } from './features/ticket/aggregate';
import { ticketHandlers } from './features/ticket/handlers';
import { makeNumbers } from './features/ticket/numbers';
import type { ApiDeps } from './http/mount';
import { makeReceiveForm, type ReceiveForm } from './http/multipart';
import { type Job, startJobs } from './jobs/clock';
import { makeLoop } from './jobs/loop';
import { makeSealer } from './jobs/sealer';
import { indexTicket } from './jobs/search';
import { fireTimers } from './jobs/timers';
import { makeTemplates } from './lookups/templates';
import { makeDispatcher } from './outbox/dispatcher';
import { publish } from './outbox/publish';
import { SAMPLE_PASSWORD } from './sample/organizations';
import { plantSamples } from './sample/plant';
import type { Store } from './store/unit';

export type Ground = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly sessionDays: number;
};

export type Product = {
  readonly handlers: Handlers;
  readonly sessions: Sessions;
  readonly execute: Execute;
  readonly feed: ReturnType<typeof makeFeed>;
  readonly say: ApiDeps['say'];
  readonly findDownload: FindDownload;
  readonly receiveForm: ReceiveForm;
  /** Plants whichever sample organization is not there yet. */
  readonly plantSamples: () => Promise<void>;
  /** The worker's part: timers, numbering, outbox, sweeps. */
  readonly startWork: () => void;
  readonly stop: () => Promise<void>;
};

export async function assemble(ground: Ground): Promise<Product> {
  const { store, clock, log, dataDir, secretKey } = ground;
  const holder = `${hostname().slice(0, 20)}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const onError = (error: unknown) => log.error({ err: error }, 'background work failed');

  const feed = makeFeed(store, onError);
  const sealer = makeSealer(store);
  const unsealed = new Set<TenantId>();
  const sealing = makeLoop(() => sealAll(), SEAL_DELAY, onError);
  const dispatcher = makeDispatcher(store, { search: (row) => indexTicket(store, row) }, log);
  const dispatching = makeLoop(() => drain(), DISPATCH_DELAY, onError);
  const poke = (tenantId: TenantId) => {
    unsealed.add(tenantId);
    sealing.poke();
    dispatching.poke();
  };

  async function sealAll(): Promise<void> {
    const tenants = [...unsealed];
    unsealed.clear();
    for (const tenantId of tenants) if ((await sealer.seal(tenantId)) !== null) feed.told(tenantId);
  }
  async function drain(): Promise<void> {
    while ((await dispatcher.drain()) > 0);
  }

  const execute = makeExecute({ store, clock, publish, poke });
  const templates = makeTemplates();
  const numbers = makeNumbers(store, clock, holder);
  const sessions = makeSessions({ store, clock, secretKey, days: ground.sessionDays });
  const files = diskFiles(path.join(dataDir, 'files'));
  const temporaryDir = await openTemporary(path.join(dataDir, 'tmp'), Date.now());

  const handlers: Handlers = {
    ...sessionHandlers(store, sessions),
    ...ticketHandlers({ store, execute, clock, templates, numbers }),
    ...templateHandlers({ store, execute, clock }),
    ...recordHandlers({ store, execute, clock, hashPassword }),
    ...fileHandlers({ store, files, clock }),
    ...feedHandlers(feed),
  };

  const lapse = async (tenantId: TenantId, ticketId: TicketId, purpose: TimerPurpose) => {
    const command = { type: 'ticket.lapse', ticketId, purpose } as const;
    const order = { scope: systemScope(tenantId), key: null, id: ticketId, command };
    const done = await execute(ticketAggregate(templates, null), order);
    if (!done.ok) log.info({ tenantId, ticketId, purpose, code: done.refusal.code }, 'timer had nothing to do');
  };
  const jobs: readonly Job[] = [
    { name: 'timers', every: '* * * * * *', run: () => fireTimers(store, clock, lapse, log) },
    { name: 'outbox', every: '*/2 * * * * *', run: async () => dispatching.poke() },
    {
      name: 'seal',
      every: '*/2 * * * * *',
      run: async () => {
        for (const tenantId of await sealer.behind()) unsealed.add(tenantId);
        if (unsealed.size > 0) sealing.poke();
      },
    },
    { name: 'files', every: '17 13 * * * *', slot: HOUR, run: () => sweepFiles(store, files, clock.now()) },
    { name: 'lockouts', every: '41 */15 * * * *', slot: 15 * MINUTE, run: () => sweepLockouts(store, clock.now()) },
    { name: 'sessions', every: '53 29 * * * *', slot: HOUR, run: () => sweepSessions(store, clock.now()) },
  ];
  let work: ReturnType<typeof startJobs> | undefined;
  const plantAll = () =>
    plantSamples({
      store,
      execute,
      clock,
      // Everybody knows the sample password: a costly hash would only slow the first start down.
      passwordHash: () => hashPassword(SAMPLE_PASSWORD, LIGHT_COST),
      say: (line) => log.info({ organization: line }, 'sample data'),
    });

  return {
    handlers,
    sessions,
    execute,
    feed,
    say: (scope, locale, refusal) => sayRefusal(store.read(scope), locale, refusal),
    findDownload: makeFindDownload(store, files),
    receiveForm: makeReceiveForm(temporaryDir),
    plantSamples: () => again(isPassing, plantAll),
    startWork: () => {
      work ??= startJobs(store, jobs, holder, log);
    },
    stop: async () => {
      feed.stop();
      await work?.stop();
      await sealing.stop();
      await dispatching.stop();
    },
  };
}

/** Planting is one unit per organization and skips those that are there, so a lost deadlock is simply tried again. */
async function again(passing: (error: unknown) => boolean, work: () => Promise<void>): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      return await work();
    } catch (error) {
      if (turn === 5 || !passing(error)) throw error;
    }
  }
}

/** Milliseconds after a write: long enough for its neighbours to be served in the same turn, too short to be noticed. */
const SEAL_DELAY = 0.05 * SECOND;
const DISPATCH_DELAY = 0.1 * SECOND;
