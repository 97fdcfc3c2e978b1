// WeChat behind the channel port: subscribe messages go out, pushes in safe mode come in, and what else the mini-program needs.
import { SECOND } from '@paidan/shared/kernel/time';
import { subscriptionOf } from '@paidan/shared/rules/card/topic';
import type { Abilities, Account, Answer, MessageChannel, Sending, Sent } from '../../../core/channels';
import type { WechatApi } from '../../../core/wechat';
import { makeApi } from './api';
import { type Client, makeClient, type WechatDeps } from './client';
import { subscribeMessage } from './message';
import { receivePush } from './push';

export type { WechatDeps } from './client';

const ABILITIES: Abilities = {
  buttons: false,
  update: false,
  recall: false,
  inbound: { waits: { delivery: 5 * SECOND, check: 5 * SECOND } },
  group: false,
  perReceiver: { minute: 5, hour: 30 },
  perMinute: 600,
  recallWithin: 0,
  codeWithin: 0,
};

export function makeWechat(deps: WechatDeps): MessageChannel & WechatApi {
  const client = makeClient(deps);
  return {
    kind: 'wechat',
    channel: 'wechat',
    abilities: ABILITIES,
    send: (account, sending) => send(client, account, sending),
    receive: receivePush,
    check: async (account) => {
      const token = await client.fetchToken(account);
      return [{ name: 'token', trouble: token.ok ? null : token.trouble }];
    },
    ...makeApi(client),
  };
}

/** One consent of the person is used up by it; none left is 43101. */
async function send(client: Client, account: Account, { to, card }: Sending): Promise<Answer<Sent>> {
  const subscription = subscriptionOf(account.values, card);
  if (subscription === null) {
    const message = 'the connection names no template of a subscribe message';
    return { ok: false, trouble: { kind: 'content', code: 'no_template', message } };
  }
  const body = subscribeMessage(to, card, subscription);
  const answer = await client.post(account, '/cgi-bin/message/subscribe/send', body);
  return answer.ok ? { ok: true, value: { messageId: null, code: null } } : answer;
}
