// Deliveries as they stand on the wire: sent by hand, to whichever process, as often as one likes.

import { decrypt } from '../../sandbox/envelope';
import { parseXml, plainOf, textOf } from '../../sandbox/xml';
import type { Account } from '../../src/core/channels';
import type { Bench, Wire } from './channels';

export type Answer = {
  readonly status: number;
  readonly body: string;
  /** The decrypted reply. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  readonly said: any;
};

/** `to`: another address than the wire's own. */
export async function deliver(bench: Pick<Bench, 'wecom'>, { url, body, type }: Wire, to?: string): Promise<Answer> {
  const target = to === undefined ? url : `${to}?${new URL(url).searchParams}`;
  const reply = await fetch(target, { method: 'POST', body, headers: { 'Content-Type': type } });
  const text = await reply.text();
  return { status: reply.status, body: text, said: opened(bench.wecom, text) };
}

function opened({ secrets }: Account, body: string): unknown {
  const envelope = parseXml(body);
  const sealed = envelope === null ? undefined : textOf(envelope, 'Encrypt');
  const plain = sealed === undefined ? null : decrypt(secrets.callbackKey ?? '', sealed);
  const xml = plain === null ? null : parseXml(plain.message);
  return xml === null ? null : plainOf(xml);
}

/** What the reply shows: its words, or what stands in place of the buttons, or the buttons. */
export function shownIn({ said }: Pick<Answer, 'said'>): unknown {
  if (said?.MsgType === 'text') return said.Content;
  const { ReplaceText, ButtonList } = said?.TemplateCard ?? {};
  return ReplaceText ?? [ButtonList ?? []].flat().map(({ Key, Text }: { Key?: string; Text: string }) => Key ?? Text);
}

/** A press as the platform would tell of it, of a card that need not exist. */
export const pressXml = (
  { app, clock }: Pick<Bench, 'app' | 'clock'>,
  {
    from,
    card,
    key,
    code = 'a-code',
    at = clock.now(),
  }: { from: string; card: string; key: string; code?: string; at?: number },
): string =>
  `<xml><ToUserName><![CDATA[${app.corpId}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
  `<CreateTime>${Math.floor(at / 1000)}</CreateTime><MsgType><![CDATA[event]]></MsgType>` +
  `<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[${key}]]></EventKey>` +
  `<TaskId><![CDATA[${card}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType>` +
  `<ResponseCode><![CDATA[${code}]]></ResponseCode><AgentID>${app.agentId}</AgentID></xml>`;

/** A line that somebody types, as the platform would tell of it. */
export const textXml = (
  { app, clock }: Pick<Bench, 'app' | 'clock'>,
  { from, text, id }: { readonly from: string; readonly text: string; readonly id: string },
): string =>
  `<xml><ToUserName><![CDATA[${app.corpId}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
  `<CreateTime>${Math.floor(clock.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
  `<Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId><AgentID>${app.agentId}</AgentID></xml>`;
