// Composition root: the only place that builds features and adapters and hands them to whoever needs them.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { TenantId } from '@paidan/shared/kernel/id';
import type { PlatformUrls } from './adapters/channels/deps';
import { diskCache } from './adapters/files/cache';
import { diskFiles } from './adapters/files/disk';
import { openTemporary } from './adapters/files/temporary';
import { makeLabelPrinter } from './adapters/pdf/labels';
import { again } from './core/again';
import type { Handlers, OpenHandlers } from './core/call';
import type { Clock } from './core/clock';
import { type Execute, makeExecute } from './core/execute';
import { isPassing } from './core/faults';
import type { FindDownload } from './core/files';
import type { FindLabel } from './core/labels';
import type { Log } from './core/log';
import type { Measure } from './core/measure';
import { sayRefusal } from './core/say';
import type { Sessions } from './core/sessions';
import { makeFeed } from './features/feed/feed';
import { feedHandlers } from './features/feed/handlers';
import { makeFindDownload } from './features/file/download';
import { sweepFiles } from './features/file/sweep';
import { fileHandlers } from './features/file/upload';
import { sweepGuests } from './features/guest/sweep';
import { labelHandlers } from './features/label/handlers';
import { recordHandlers } from './features/record/handlers';
import { sessionHandlers } from './features/session/handlers';
import { sweepLockouts } from './features/session/lockout';
import { hashPassword, LIGHT_COST } from './features/session/password';
import { makeSessions, signOutMember, sweepSessions } from './features/session/sessions';
import { templateHandlers } from './features/template/handlers';
import { ticketHandlers } from './features/ticket/handlers';
import { makeNumbers } from './features/ticket/numbers';
import { makeGuests } from './guests';
import type { ApiDeps } from './http/mount';
import { makeReceiveForm, type ReceiveForm } from './http/multipart';
import { makeFindLabel } from './lookups/label';
import { makeTemplates } from './lookups/templates';
import { publish } from './outbox/publish';
import { makePlatforms, type Platforms } from './platforms';
import { SAMPLE_PASSWORD } from './sample/organizations';
import { plantSamples } from './sample/plant';
import { connectStandIn } from './sample/standIn';
import type { Store } from './store/unit';
import { startWorkers, type Workers } from './workers';

export type Ground = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly sessionDays: number;
  /** Where the chat platforms listen. */
  readonly platforms: PlatformUrls;
  /** What people type to get here, without a slash at the end. */
  readonly baseUrl: string;
  /** The same where somebody has set it. */
  readonly publicUrl?: string | undefined;
  /** A font file with Chinese characters; undefined: whichever is found. */
  readonly pdfFont?: string | undefined;
  readonly measure?: Measure['command'] | undefined;
};

export type Product = {
  readonly clock: Clock;
  readonly handlers: Handlers;
  readonly openHandlers: OpenHandlers;
  readonly receive: Platforms['receive'];
  readonly entrance: Platforms['entrance'];
  readonly fileGrant: Platforms['fileGrant'];
  readonly sessions: Sessions;
  readonly execute: Execute;
  readonly feed: ReturnType<typeof makeFeed>;
  readonly say: ApiDeps['say'];
  readonly findDownload: FindDownload;
  readonly findLabel: FindLabel;
  readonly receiveForm: ReceiveForm;
  /** Plants whichever sample organization is not there yet. */
  readonly plantSamples: () => Promise<void>;
  /** Connects the first of them with the stand-in for the chat platforms; once the server listens, for it is called back. */
  readonly connectStandIn: (sandboxUrl: string) => Promise<void>;
  /** The worker's part: timers, numbering, outbox, sweeps. */
  readonly startWork: () => void;
  readonly stop: () => Promise<void>;
};

export async function assemble(ground: Ground): Promise<Product> {
  const { store, clock, log, dataDir, secretKey } = ground;
  const holder = `${hostname().slice(0, 20)}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const onError = (error: unknown) => log.error({ err: error }, 'background work failed');

  const feed = makeFeed(store, onError);
  let workers: Workers | undefined;
  const { measure } = ground;
  const execute = makeExecute({ store, clock, publish, poke: (tenantId) => workers?.poke(tenantId), measure });
  const templates = makeTemplates();
  const numbers = makeNumbers(store, clock, holder);
  const sessions = makeSessions({ store, clock, secretKey, days: ground.sessionDays });
  const temporaryDir = await openTemporary(path.join(dataDir, 'tmp'), Date.now());
  const platforms = makePlatforms({
    codes: diskCache(path.join(dataDir, 'codes'), temporaryDir),
    store,
    clock,
    execute,
    templates,
    sessions,
    log,
    secretKey,
    urls: ground.platforms,
    baseUrl: ground.baseUrl,
    poke: () => workers?.pokePlatforms(),
  });
  const guests = makeGuests({ store, clock, execute, templates, numbers, sessions, secretKey });
  const files = diskFiles(path.join(dataDir, 'files'));
  const { miniCodes } = platforms;
  const printer = makeLabelPrinter(ground.pdfFont);

  const handlers: Handlers = {
    ...sessionHandlers(store, sessions),
    ...ticketHandlers({ store, execute, clock, templates, numbers }),
    ...templateHandlers({ store, execute, clock }),
    ...recordHandlers({ store, execute, clock, secretKey, hashPassword }),
    ...fileHandlers({ store, files, clock }),
    ...feedHandlers(feed),
    ...labelHandlers({ store, clock, printer, miniCodes, publicUrl: ground.publicUrl }),
    ...platforms.handlers,
    ...guests.handlers,
  };

  const sweep = async (now: number) => {
    await sweepFiles(store, files, now);
    await sweepLockouts(store, now);
    await sweepSessions(store, now);
    await sweepGuests(store, now);
  };
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
    clock,
    handlers,
    openHandlers: { ...platforms.openHandlers, ...guests.openHandlers },
    receive: platforms.receive,
    entrance: platforms.entrance,
    fileGrant: platforms.fileGrant,
    sessions,
    execute,
    feed,
    say: (scope, locale, refusal) => sayRefusal(store.read(scope), locale, refusal),
    findDownload: makeFindDownload(store, files),
    findLabel: makeFindLabel(store),
    receiveForm: makeReceiveForm(temporaryDir),
    // One unit per organization, skipping those that are there: a lost deadlock is simply tried again.
    plantSamples: () => again(isPassing, plantAll),
    connectStandIn: (sandboxUrl) =>
      connectStandIn({ store, execute, clock, secretKey, sandboxUrl, baseUrl: ground.baseUrl }),
    startWork: () => {
      const signOut = (tenantId: TenantId, memberId: string, until: number) =>
        signOutMember(store, tenantId, memberId, until);
      const handed = { sealed: feed.told, sweepFiles: sweep, signOut, notices: platforms.notices };
      workers ??= startWorkers({ store, clock, execute, templates, log, holder, ...handed });
    },
    stop: async () => {
      feed.stop();
      await workers?.stop();
      await platforms.stop();
    },
  };
}
