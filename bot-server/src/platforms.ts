// The chat platforms' part of the composition root: adapters, connections, notices, and what comes in.

import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import { ok } from '@paidan/shared/kernel/result';
import { HOUR } from '@paidan/shared/kernel/time';
import type { Card } from '@paidan/shared/rules/card/card';
import type { PlatformUrls } from './adapters/channels/deps';
import { makeChannels } from './adapters/channels/registry';
import { makeHttp } from './adapters/http/client';
import type { Handlers, OpenHandlers } from './core/call';
import type { Account } from './core/channels';
import type { Clock } from './core/clock';
import { asDelivered } from './core/delivered';
import type { Execute } from './core/execute';
import type { Cache } from './core/files';
import type { MiniCodes } from './core/labelSheet';
import type { Log } from './core/log';
import type { Marks } from './core/marks';
import { makeSeal } from './core/seal';
import type { Sessions } from './core/sessions';
import type { Entrance } from './core/signin';
import { type Lose, makeBind, makeLose, makeUnbind } from './features/account/bind';
import { type AccountEndpoint, accountHandlers } from './features/account/handlers';
import { makeTokens } from './features/account/tokens';
import { makeDirectory } from './features/directory/directory';
import { handoverHandlers } from './features/handover/handlers';
import { makeReceive, type Receive } from './features/intake/receive';
import { makeChangeCards } from './features/notice/change';
import { makeDeliver } from './features/notice/deliver';
import type { Leave, NoticeDeps } from './features/notice/deps';
import { noticeHandlers } from './features/notice/handlers';
import { makeNotify } from './features/notice/notify';
import { cardOf, faceOf } from './features/notice/present';
import { sweepMeters } from './features/notice/throttle';
import { preferenceHandlers } from './features/preference/handlers';
import { makeWriteRecord } from './features/record/write';
import { bindMeHandlers, hostSignInHandlers } from './features/signin/host';
import { signInHandlers } from './features/signin/options';
import { makeEntrance } from './features/signin/signin';
import { ticketAggregate } from './features/ticket/aggregate';
import { makeMiniCodes } from './features/wechat/codes';
import { makeFileLinks } from './features/wechat/fileLink';
import { wechatHandlers } from './features/wechat/handlers';
import { applyConsent, applyVerdict } from './features/wechat/intake';
import { makeScreen } from './features/wechat/screen';
import { wechatOpenHandlers } from './features/wechat/signIn';
import { forgetConsents, giveBack, spend, subscriptionOf } from './lookups/consents';
import type { Templates } from './lookups/templates';
import { enqueue } from './outbox/publish';
import type { Store } from './store/unit';
import type { WorkerDeps } from './workers';

export type PlatformDeps = {
  /** Where mini-program codes are kept. */
  readonly codes: Cache;
  readonly store: Store;
  readonly clock: Clock;
  readonly marks: Marks;
  readonly execute: Execute;
  readonly templates: Templates;
  readonly sessions: Sessions;
  readonly log: Log;
  readonly secretKey: string;
  readonly urls: PlatformUrls;
  /** Of our own site, without a slash at the end. */
  readonly baseUrl: string;
  /** There may be something to send, or to change. */
  readonly poke: () => void;
};

type Endpoint =
  | AccountEndpoint
  | 'account.sync'
  | `delivery.${'list' | 'resend'}`
  | `preference.${'get' | 'change'}`
  | `handover.${'list' | 'move'}`
  | 'signin.bind'
  | 'wechat.consent'
  | 'wechat.subscriptions'
  | 'qr.make';

export type Platforms = {
  readonly handlers: Handlers<Endpoint>;
  readonly openHandlers: OpenHandlers<'signin.options' | 'signin.host' | 'wechat.signIn' | 'wechat.phone'>;
  readonly receive: Receive;
  readonly entrance: Entrance;
  readonly miniCodes: MiniCodes;
  /** Whose file may be had with this grant; null: nobody's. */
  readonly fileGrant: (fileId: string, grant: string) => TenantId | null;
  readonly notices: WorkerDeps['notices'];
  readonly unbind: Lose;
  readonly stop: () => Promise<void>;
};

export function makePlatforms(deps: PlatformDeps): Platforms {
  const { store, clock, execute, templates, sessions, log, secretKey, urls, baseUrl } = deps;
  const seal = makeSeal(secretKey);
  const outward = { http: makeHttp(), tokens: makeTokens(store, seal), urls, now: clock.now };
  const channels = makeChannels(outward);
  const { wechat } = channels;
  const writeRecord = makeWriteRecord({ store, execute, clock });
  const bind = makeBind({ execute, seal });
  const lose = makeLose({ execute, seal });
  const links = makeFileLinks(secretKey);
  const directory = makeDirectory({ store, clock, seal, channels, log, write: writeRecord, bind, lose });

  const leave: Leave = {
    spend: (account, memberId, card) => {
      const topic = topicFor(account, card);
      return topic === null ? Promise.resolve(false) : spend(store, account.tenantId, account.id, memberId, topic);
    },
    giveBack: async (account, memberId, card) => {
      const topic = topicFor(account, card);
      if (topic !== null) await giveBack(store, account.tenantId, account.id, memberId, topic);
    },
    forget: async (account, memberId, card) => {
      const topic = topicFor(account, card);
      if (topic !== null) await forgetConsents(store, account.tenantId, account.id, memberId, topic);
    },
  };
  const notice: NoticeDeps = {
    store,
    clock,
    seal,
    channels,
    templates,
    baseUrl,
    log,
    leave: ({ kind }) => (kind === 'wechat' ? leave : null),
    enqueue,
    poke: deps.poke,
  };
  const deliver = makeDeliver(notice);

  const receive = makeReceive({
    store,
    clock,
    marks: deps.marks,
    seal,
    channels,
    templates,
    baseUrl,
    log,
    act: (scope, delivered, command) => {
      const order = { scope, id: command.ticketId, command, ...asDelivered(delivered) };
      return execute(ticketAggregate(templates, null), order);
    },
    cardOf: (reader, loaded, asked, now) => cardOf(store, reader, loaded, asked, now),
    faceOf,
    onDirectory: directory.requestPull,
    onConsent: (account, memberId, consent) => applyConsent(store, account, memberId, consent, clock.now()),
    onVerdict: (account, verdict) => applyVerdict(store, account, verdict, clock.now()),
  });

  const transfer: Parameters<typeof handoverHandlers>[0]['transfer'] = (scope, key, { ticketId, to, reason }) => {
    const command = { type: 'ticket.transfer', ticketId, memberId: to, reason } as const;
    const order = { scope, id: ticketId, command };
    const kept = key === null ? { key } : ({ ...key, remember: true } as const);
    return execute(ticketAggregate(templates, null), { ...order, ...kept });
  };
  const inHost = { store, clock, seal, channels, sessions, log, secretKey, bind };
  const inWechat = { store, clock, seal, secretKey, api: wechat, publicUrl: baseUrl };

  return {
    handlers: {
      ...accountHandlers({ store, execute, clock, seal, channels, publicUrl: baseUrl, secretKey }),
      ...directory.handlers,
      ...noticeHandlers(notice),
      ...preferenceHandlers({ store, execute }),
      ...handoverHandlers({ store, clock, marks: deps.marks, transfer }),
      ...wechatHandlers(inWechat),
      ...bindMeHandlers(inHost),
    },
    openHandlers: {
      ...signInHandlers({ store, channels }),
      ...hostSignInHandlers(inHost),
      ...wechatOpenHandlers({
        ...inWechat,
        issue: sessions.issueFor,
        createMember: async (scope, values) => {
          const made = await writeRecord(scope, 'member', {
            verb: 'create',
            values: { ...values, roles: [...values.roles] },
          });
          return made.ok ? ok(made.value as MemberId) : made;
        },
        bind: (scope, account, memberId, external) => bind(scope, { accountId: account.id, memberId, external }),
      }),
    },
    receive,
    miniCodes: makeMiniCodes(inWechat, deps.codes),
    entrance: makeEntrance({ store, clock, seal, channels, sessions, log, publicUrl: baseUrl, secretKey }),
    fileGrant: (fileId, grant) => links.verify(fileId, grant, clock.now()),
    notices: {
      notify: makeNotify(notice),
      card: makeChangeCards(notice),
      screen: makeScreen({ store, clock, seal, api: wechat, links, templates, publicUrl: baseUrl }),
      deliver: deliver.drain,
      sweep: (now) => sweepMeters(store, now - 2 * HOUR),
      pullDirectories: directory.pullAll,
    },
    unbind: makeUnbind({ execute, seal }),
    stop: directory.stop,
  };
}

/** The topic whose consent a card would use up; null: this mini-program has no message for it. */
const topicFor = ({ values }: Account, card: Card) => subscriptionOf(values, card)?.topic ?? null;
