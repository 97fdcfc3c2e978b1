// An application of a WeCom corp as a channel: cards with buttons to each person, presses and words back, sign-in, contacts.
import { DAY, HOUR, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { Abilities, MessageChannel } from '../../../core/channels';
import type { ChannelDeps } from '../deps';
import { makeApi } from './api';
import { check } from './check';
import { directory } from './directory';
import { receive } from './receive';
import { recall, send, update } from './send';
import { identify, identifyInMini, signInUrl } from './signIn';

/**
 * Below the platform's own limits (90312): 30 a minute and 1,000 an hour to one person, past which it drops in silence, and
 * 10,000 calls a minute. A message can be recalled for 24 hours (94867), a code used for 72 (94888): each less a margin. It waits five
 * seconds for the answer to a delivery (90238), one for that to its check of the address (90930).
 */
const ABILITIES: Abilities = {
  buttons: true,
  update: true,
  recall: true,
  inbound: { waits: { delivery: 5 * SECOND, check: SECOND } },
  group: false,
  perReceiver: { minute: 20, hour: 600 },
  perMinute: 5_000,
  recallWithin: DAY - 10 * MINUTE,
  codeWithin: 3 * DAY - HOUR,
};

export function makeWecom(deps: ChannelDeps): MessageChannel {
  const api = makeApi(deps);
  return {
    kind: 'wecom',
    channel: 'wecom',
    abilities: ABILITIES,
    send: (account, sending) => send(api, account, sending),
    update: (account, change) => update(api, account, change),
    recall: (account, messageId) => recall(api, account, messageId),
    receive: (account, request) => receive(account, request, deps.now()),
    check: (account) => check(api, account),
    signIn: {
      url: (account, ask) => signInUrl(deps.urls, account, ask),
      identify: (account, code) => identify(api, account, code),
    },
    hostSignIn: (account, code) => identifyInMini(api, account, code),
    directory: (account) => directory(api, account),
  };
}
