// Sends one event to an application's address, encrypted, and opens what comes back. Source: 90930, 90238, 90241.
import type { Address } from '../address';
import type { Delivery } from '../api';
import type { Box } from '../box';
import { seconds } from '../clock';
import { encrypt, signatureOf } from '../envelope';
import { randomDigits } from '../ids';
import { type Heard, withQuery } from '../outward';
import { redeliver, type Wire } from '../redeliver';
import { plainOf, xmlOf } from '../xml';
import type { App } from './corp';
import { type Opened, openReply } from './reply';

export type Told = Delivery & { readonly opened: Opened | null };

/** What goes over the wire; the same for each repetition. `agentId` is absent where an event belongs to no application. */
export function wireOf(box: Box, address: Address, corpId: string, plain: string, agentId: number | null): Wire {
  const [timestamp, nonce] = [String(seconds(box.clock.now())), randomDigits(10)];
  const sealed = encrypt(address.aesKey, plain, corpId);
  const signature = signatureOf(address.token, timestamp, nonce, sealed);
  return {
    url: withQuery(address.url, { msg_signature: signature, timestamp, nonce }),
    body: xmlOf([
      [
        'xml',
        [
          ['ToUserName', corpId],
          ['AgentID', agentId === null ? '' : String(agentId)],
          ['Encrypt', sealed],
        ],
      ],
    ]),
    type: 'text/xml',
  };
}

export type Telling = {
  readonly app: App;
  readonly plain: string;
  readonly wire: Wire;
  readonly userid: string;
  readonly name: string;
};

export async function tell(box: Box, { app, plain, wire, userid, name }: Telling): Promise<Told> {
  const address = app.callback;
  if (address === null) return { outcome: 'unanswered', status: 0, deliveries: 0, opened: null };
  const open = (heard: Heard) => openReply(heard.body, address, { corpId: app.corpId, userid });
  const heard = await redeliver(wire, (attempt) => {
    const opened = attempt.status === 200 ? open(attempt) : null;
    box.log.add({
      way: 'out',
      who: app.name,
      api: name,
      status: attempt.status,
      ms: attempt.ms,
      plain: { request: plain, response: attempt.error ?? (opened?.plain || '') },
      wire: { request: `POST ${wire.url}\n\n${wire.body}`, response: attempt.error ?? attempt.body },
    });
  });
  const { status, deliveries } = heard;
  if (status !== 200) return { outcome: 'unanswered', status, deliveries, opened: null };
  const opened = open(heard);
  if (opened.refusal !== null) return { outcome: 'refused', status, deliveries, error: opened.refusal, opened };
  const reply = opened.xml === null ? {} : { reply: plainOf(opened.xml) };
  return { outcome: 'answered', status, deliveries, ...reply, opened };
}
