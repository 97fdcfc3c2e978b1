// An app inside DingTalk: people sign in through it. It carries no messages; the registry says so by what is absent here.
import type { Abilities, ChannelAdapter } from '../../../core/channels';
import type { ChannelDeps } from '../deps';
import { makeApi } from './api';
import { check } from './check';
import { identifyByPage, identifyInside, signInUrl } from './signIn';

const NO_MESSAGES: Abilities = {
  buttons: false,
  update: false,
  recall: false,
  inbound: null,
  group: false,
  perReceiver: { minute: 0, hour: 0 },
  perMinute: 0,
  recallWithin: 0,
  codeWithin: 0,
};

export function makeDingtalk(deps: ChannelDeps): ChannelAdapter {
  const api = makeApi(deps);
  return {
    kind: 'dingtalk',
    channel: 'dingtalk',
    abilities: NO_MESSAGES,
    check: (account) => check(api, account),
    signIn: {
      url: (account, ask) => signInUrl(deps.urls, account, ask),
      identify: (account, code) => identifyByPage(api, account, code),
    },
    hostSignIn: (account, code) => identifyInside(api, account, code),
  };
}
