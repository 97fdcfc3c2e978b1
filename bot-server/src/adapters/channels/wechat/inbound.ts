// A decrypted push as something that has happened: somebody wrote, agreed to messages or took that back, a picture was judged.
import { createHash } from 'node:crypto';
import { external } from '@paidan/shared/model/account';
import type { Inbound } from '../../../core/channels';
import { type Tree, textIn, treesIn } from './tree';

const SECOND = 1000;
const MOST_TEXT = 10_000;

/** Null: no message of the platform's. */
export function inboundOf(tree: Tree): Inbound | null {
  const at = Number(textIn(tree, 'CreateTime')) * SECOND;
  const type = textIn(tree, 'MsgType');
  if (!Number.isSafeInteger(at) || at <= 0 || type === undefined) return null;
  const sender = external.safeParse(textIn(tree, 'FromUserName'));
  const event = type === 'event' ? (textIn(tree, 'Event') ?? '') : type;
  const key = keyOf(tree, event);
  const other: Inbound = { type: 'other', event: event.slice(0, 64), key, at };
  if (type === 'event' && event === 'wxa_media_check') return verdict(tree, key, at) ?? other;
  if (!sender.success) return other;
  const from = { from: sender.data, key, at };
  if (type === 'text') return { ...from, type: 'text', text: (textIn(tree, 'Content') ?? '').slice(0, MOST_TEXT) };
  return consent(tree, event, from) ?? other;
}

/**
 * Re-sent pushes are known by MsgId, events by sender and time (wechat "message push"); several events of one second differ in what
 * they tell. A JSON MsgId has lost its last digits by now, so it does not stand alone.
 */
function keyOf(tree: Tree, event: string): string {
  const id = textIn(tree, 'MsgId');
  const told = id === undefined ? dump(tree) : id;
  const parts = [textIn(tree, 'FromUserName'), textIn(tree, 'CreateTime'), event, told];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

const dump = (tree: Tree): unknown =>
  [...tree].map(([name, values]) => [name, values.map((one) => (typeof one === 'string' ? one : dump(one)))]);

/** The box that asked, or the settings in which everything can be taken back later. */
function consent(
  tree: Tree,
  event: string,
  from: { readonly from: string; readonly key: string; readonly at: number },
): Inbound | null {
  const wrapper = event === 'subscribe_msg_popup_event' ? 'SubscribeMsgPopupEvent' : 'SubscribeMsgChangeEvent';
  if (event !== 'subscribe_msg_popup_event' && event !== 'subscribe_msg_change_event') return null;
  // XML wraps the list once more.
  const lists = [tree, ...treesIn(tree, wrapper)].flatMap((one) => treesIn(one, 'List'));
  const ids = (status: string) =>
    lists
      .filter((one) => textIn(one, 'SubscribeStatusString') === status)
      .flatMap((one) => textIn(one, 'TemplateId') ?? []);
  const asked = event === 'subscribe_msg_popup_event';
  // Saying no to the box takes nothing back that was given before.
  return { ...from, type: 'consent', accepted: asked ? ids('accept') : [], withdrawn: asked ? [] : ids('reject') };
}

function verdict(tree: Tree, key: string, at: number): Inbound | null {
  const traceId = textIn(tree, 'trace_id');
  if (traceId === undefined || traceId === '' || traceId.length > 64) return null;
  const [result] = treesIn(tree, 'result');
  const said = result === undefined ? undefined : textIn(result, 'suggest');
  const failed = Number(textIn(tree, 'errcode') ?? 0) !== 0;
  const suggest = !failed && (said === 'pass' || said === 'review' || said === 'risky') ? said : 'unknown';
  const label = Number(result === undefined ? Number.NaN : textIn(result, 'label'));
  return { type: 'verdict', key, at, traceId, suggest, label: Number.isInteger(label) ? label : null };
}
