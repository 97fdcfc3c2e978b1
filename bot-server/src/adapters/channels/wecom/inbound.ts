// What has happened, out of a message that is known to be the platform's? Source: 90239 (messages), 90240 (events).
import { createHash } from 'node:crypto';
import type { AccountValues } from '@paidan/shared/model/account';
import type { Inbound } from '../../../core/channels';
import { isTaskId } from './card';
import { textOf, type Xml } from './xml';

const USERID = /^[\x21-\x7e]{1,64}$/;
const MSG_ID = /^[0-9]{1,20}$/;
const SECONDS = /^[0-9]{9,11}$/;
const MOST_KEY = 1_024;
const PRESSES = ['template_card_event', 'template_card_menu_event'];

/** Null: not meant for this app, or no message at all. What is not understood is `other`. */
export function inboundOf(xml: Xml, { corpId, agentId }: AccountValues): Inbound | null {
  const at = textOf(xml, 'CreateTime') ?? '';
  const type = textOf(xml, 'MsgType') ?? '';
  if (xml.name !== 'xml' || textOf(xml, 'ToUserName') !== corpId) return null;
  if (!isOurAgent(xml, agentId) || !SECONDS.test(at) || type === '') return null;
  const from = textOf(xml, 'FromUserName') ?? '';
  const when = { at: Number(at) * 1000 };
  return type === 'event' ? event(xml, from, when) : said(xml, from, type, when);
}

/** Some events come without the app's number, or with 0 (90240). */
export function isOurAgent(xml: Xml, agentId: string | undefined): boolean {
  const told = xml.children.filter(({ name }) => name === 'AgentID');
  if (told.length === 0) return true;
  const id = textOf(xml, 'AgentID');
  return id === '' || id === '0' || (id !== undefined && id === agentId);
}

function said(xml: Xml, from: string, type: string, { at }: { at: number }): Inbound {
  const id = textOf(xml, 'MsgId') ?? '';
  const key = MSG_ID.test(id) ? `msg-${id}` : hashed('msg', xml, ['FromUserName', 'CreateTime', 'MsgType', 'Content']);
  const text = textOf(xml, 'Content');
  if (type !== 'text' || text === undefined || !USERID.test(from))
    return { type: 'other', event: named(type), key, at };
  return { type: 'text', text, from: from.toLowerCase(), key, at };
}

function event(xml: Xml, from: string, { at }: { at: number }): Inbound {
  const name = textOf(xml, 'Event') ?? '';
  if (PRESSES.includes(name)) {
    const pressed = press(xml, from, at);
    if (pressed !== null) return pressed;
  }
  if (name === 'change_contact') {
    const key = hashed('contact', xml, CONTACT);
    return { type: 'directory', key, at };
  }
  const key = hashed('event', xml, ['FromUserName', 'CreateTime', 'Event', 'EventKey']);
  return { type: 'other', event: named(name), key, at };
}

/** Several people, parties or tags may change within one second. */
const CONTACT = ['FromUserName', 'CreateTime', 'Event', 'ChangeType', 'UserID', 'NewUserID', 'Id', 'TagId'];

/** The platform gives no id of the delivery: what never differs between two deliveries of one press stands for it. */
function press(xml: Xml, from: string, at: number): Inbound | null {
  const cardId = textOf(xml, 'TaskId') ?? '';
  const action = textOf(xml, 'EventKey') ?? '';
  if (!USERID.test(from) || !isTaskId(cardId) || action === '' || action.length > MOST_KEY) return null;
  const code = textOf(xml, 'ResponseCode') ?? '';
  const key = hashed('press', xml, ['FromUserName', 'CreateTime', 'EventKey', 'TaskId', 'ResponseCode']);
  return { type: 'press', from: from.toLowerCase(), key, at, cardId, action, code: code === '' ? null : code };
}

/** Each part with its length, so that no two lists of parts read the same. */
function hashed(kind: string, xml: Xml, names: readonly string[]): string {
  const parts = names.map((name) => textOf(xml, name) ?? '').map((text) => `${text.length}:${text}`);
  return `${kind}-${createHash('sha256').update(parts.join('')).digest('base64url')}`;
}

const named = (text: string): string => text.replace(/[^\x21-\x7e]/g, '?').slice(0, 64);
