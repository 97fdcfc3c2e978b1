// Composition root: the only place that builds features and adapters and hands them to whoever needs them.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { TenantId } from '@paidan/shared/kernel/id';
import type { PlatformUrls } from './adapters/channels/deps';
import { diskCache } from './adapters/files/cache';
import { diskFiles } from './adapters/files/disk';
import { openTemporary } from './adapters/files/temporary';
import { makeDrawing } from './adapters/pdf/drawing';
import { writeSheet } from './adapters/sheet/sheet';
import { again } from './core/again';
import type { Handlers, OpenHandlers } from './core/call';
import type { Clock } from './core/clock';
import { type Execute, makeExecute } from './core/execute';
import { isPassing, levelOf } from './core/faults';
import type { FindDownload } from './core/files';
import type { FindContact, FindLabel } from './core/labels';
import type { Log } from './core/log';
import { makeMarks } from './core/marks';
import type { Measure } from './core/measure';
import type { AskedTooOften } from './core/rates';
import { sayRefusal } from './core/say';
import type { Sessions } from './core/sessions';
import { disclosureHandlers } from './features/disclosure/handlers';
import { makeShow } from './features/disclosure/show';
import { makeExporter } from './features/export/exporter';
import { exportHandlers } from './features/export/handlers';
import { makeFeed } from './features/feed/feed';
import { feedHandlers } from './features/feed/handlers';
import { makeFindDownload } from './features/file/download';
import { sweepFiles } from './features/file/sweep';
import { fileHandlers } from './features/file/upload';
import { take } from './features/guest/limits';
import { sweepGuests } from './features/guest/sweep';
import { labelHandlers } from './features/label/handlers';
import { makeRates, type RateLimits } from './features/rate/rates';
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
import { makeMaskClear } from './lookups/clear';
import { makePlaces } from './lookups/fence';
import { makeFindContact, makeFindLabel } from './lookups/label';
import { makeTemplates } from './lookups/templates';
import { publish } from './outbox/publish';
import { makePlatforms, type Platforms } from './platforms';
import { plantFinished } from './sample/finished';
import { SAMPLE_PASSWORD } from './sample/organizations';
import { plantSamples } from './sample/plant';
import { connectStandIn } from './sample/standIn';
import type { Store } from './store/unit';
import { makeVault } from './store/vault';
import { startWorkers, type Workers } from './workers';

export type Ground = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  readonly secretKey: string;
  /** What telephone numbers are sealed under, and what else they are read under; `secretKey` unless told. */
  readonly personalKeys?: readonly [string, ...string[]] | undefined;
  readonly sessionDays: number;
  /** Where the chat platforms listen. */
  readonly platforms: PlatformUrls;
  /** What people type to get here, without a slash at the end. */
  readonly baseUrl: string;
  /** The same where somebody has set it. */
  readonly publicUrl?: string | undefined;
  /** A font file with Chinese characters; undefined: whichever is found. */
  readonly pdfFont?: string | undefined;
  /** The built thread that draws; undefined: drawn in this one. */
  readonly pdfThread?: string | undefined;
  readonly measure?: Pick<Measure, 'command' | 'sealed'> | undefined;
  /** How often somebody may ask; undefined: as often as they like. */
  readonly rates?: RateLimits | undefined;
  /** Milliseconds for which a look-up that several requests share waits for the database; as long as one of them, unless told. */
  readonly patience?: number | undefined;
};

export type Product = {
  readonly clock: Clock;
  readonly handlers: Handlers;
  readonly openHandlers: OpenHandlers;
  readonly receive: Platforms['receive'];
  readonly entrance: Platforms['entrance'];
  readonly fileGrant: Platforms['fileGrant'];
  readonly sessions: Sessions;
  readonly asked: AskedTooOften | undefined;
  readonly execute: Execute;
  readonly feed: ReturnType<typeof makeFeed>;
  readonly say: ApiDeps['say'];
  readonly findDownload: FindDownload;
  readonly findLabel: FindLabel;
  readonly findContact: FindContact;
  readonly receiveForm: ReceiveForm;
  readonly guestGate: ApiDeps['guestGate'];
  readonly masked: ApiDeps['masked'];
  /** Plants whichever sample organization is not there yet. */
  readonly plantSamples: () => Promise<void>;
  /** Gives the first of them some work that is done and rated, where it has none at all yet. */
  readonly plantFinished: () => Promise<void>;
  /** Connects the first of them with the stand-in for the chat platforms; once the server listens, for it is called back. */
  readonly connectStandIn: (sandboxUrl: string) => Promise<void>;
  /** The worker's part: timers, numbering, outbox, sweeps. */
  readonly startWork: () => void;
  /** Time was moved on: the worker's part, where it has begun, looks what is due. */
  readonly look: () => void;
  readonly stop: () => Promise<void>;
};

export async function assemble(ground: Ground): Promise<Product> {
  const { clock, log, dataDir, secretKey } = ground;
  const vault = makeVault(...(ground.personalKeys ?? ([secretKey] as const)));
  const store: Store = { ...ground.store, vault };
  const maskClear = makeMaskClear(clock.now);
  const holder = `${hostname().slice(0, 20)}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const onError = (error: unknown) => log[levelOf(error)]({ err: error }, 'background work failed');

  const feed = makeFeed(store, onError, { now: clock.now });
  let workers: Workers | undefined;
  const { measure } = ground;
  const marks = makeMarks(secretKey);
  const execute = makeExecute({
    store,
    clock,
    marks,
    publish,
    poke: (tenantId) => workers?.poke(tenantId),
    measure: measure?.command,
  });
  const templates = makeTemplates();
  const numbers = makeNumbers(store, clock, holder);
  const rates = ground.rates && makeRates({ store, clock, holder, secretKey, onError }, ground.rates);
  const sessions = makeSessions({ store, clock, secretKey, days: ground.sessionDays, patience: ground.patience });
  const temporaryDir = await openTemporary(path.join(dataDir, 'tmp'), Date.now());
  const codes = diskCache(path.join(dataDir, 'codes'), temporaryDir);
  const platforms = makePlatforms({
    codes,
    store,
    clock,
    marks,
    execute,
    templates,
    sessions,
    log,
    secretKey,
    urls: ground.platforms,
    baseUrl: ground.baseUrl,
    poke: () => workers?.pokePlatforms(),
  });
  const show = makeShow({ store, execute, clock, take });
  const exporter = makeExporter({ store, execute, clock, write: writeSheet, onError });
  const guests = makeGuests({
    ...{ store, clock, execute, templates, numbers, sessions, secretKey, exporter },
    disclose: show,
  });
  const files = diskFiles(path.join(dataDir, 'files'));
  const { miniCodes } = platforms;
  const { printer, lettering } = makeDrawing(ground.pdfFont, ground.pdfThread);

  const handlers: Handlers = {
    ...sessionHandlers(store, sessions),
    ...ticketHandlers({ store, execute, clock, templates, places: makePlaces(), numbers, exporter }),
    ...disclosureHandlers({ store, templates, show }),
    ...templateHandlers({ store, execute, clock }),
    ...recordHandlers({
      store,
      execute,
      clock,
      secretKey,
      hashPassword,
      exporter,
      unbind: platforms.unbind,
      knows: sessions.knows,
    }),
    ...exportHandlers(store),
    ...fileHandlers({ store, files, clock, lettering }),
    ...feedHandlers(feed),
    ...labelHandlers({ store, clock, printer, miniCodes, exporter, publicUrl: ground.publicUrl }),
    ...platforms.handlers,
    ...guests.handlers,
  };

  const sweep = async (now: number) => {
    await sweepFiles(store, files, now);
    await sweepLockouts(store, now);
    await sweepSessions(store, now);
    await sweepGuests(store, now);
    await codes.sweep(now);
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
    guestGate: guests.gate,
    receive: platforms.receive,
    entrance: platforms.entrance,
    fileGrant: platforms.fileGrant,
    sessions,
    asked: rates?.asked,
    execute,
    feed,
    say: (scope, locale, refusal) => sayRefusal(store.read(scope), locale, refusal),
    findDownload: makeFindDownload(store, files),
    findLabel: makeFindLabel(store),
    findContact: makeFindContact(store),
    receiveForm: makeReceiveForm(temporaryDir),
    masked: async (scope, answer) => {
      const glance = store.glance(scope);
      return maskClear(glance, await vault.masked(glance, answer));
    },
    // One unit per organization, skipping those that are there: a lost deadlock is simply tried again.
    plantSamples: () => again(isPassing, plantAll),
    plantFinished: () => plantFinished({ store, clock, marks, numbers }),
    connectStandIn: (sandboxUrl) =>
      connectStandIn({ store, execute, clock, secretKey, sandboxUrl, baseUrl: ground.baseUrl }),
    startWork: () => {
      rates?.start();
      const signOut = (tenantId: TenantId, memberId: string, until: number) =>
        signOutMember(store, tenantId, memberId, until);
      const handed = { sealed: feed.told, sweepFiles: sweep, signOut, notices: platforms.notices };
      workers ??= startWorkers({ store, clock, execute, templates, log, holder, measure: measure?.sealed, ...handed });
    },
    look: () => workers?.look(),
    stop: async () => {
      feed.stop();
      await workers?.stop();
      await rates?.stop();
      await platforms.stop();
    },
  };
}
