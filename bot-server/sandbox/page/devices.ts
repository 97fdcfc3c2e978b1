// What stands on the bench: a person's phone or a group's chat, which of them are shown, and what has not been read.
import type { Chat, Corp, CorpApp, CorpPerson, Message, Mini, MiniPerson, State } from './model';

export type Device =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly corp: Corp;
      readonly person: CorpPerson;
    }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly name: string;
      readonly corp: Corp;
      readonly groupKey: string;
    }
  | {
      readonly kind: 'resident';
      readonly id: string;
      readonly name: string;
      readonly mini: Mini;
      readonly person: MiniPerson;
    };

/** Staff first, groups in the middle, residents last: as they stand side by side. */
export function devicesOf(state: State): readonly Device[] {
  return [
    ...state.corps.flatMap((corp) =>
      corp.people.map((person): Device => {
        return { kind: 'person', id: `u/${corp.corpId}/${person.userid}`, name: person.name, corp, person };
      }),
    ),
    ...state.corps.flatMap((corp) =>
      corp.groups.map(({ key, name }): Device => {
        return { kind: 'group', id: `g/${corp.corpId}/${key}`, name, corp, groupKey: key };
      }),
    ),
    ...state.minis.flatMap((mini) =>
      mini.people.map((person): Device => {
        return { kind: 'resident', id: `o/${mini.appid}/${person.openid}`, name: person.name, mini, person };
      }),
    ),
  ];
}

/** Whose screen a chat is on. */
export function deviceIdOf({ kind, corpId, appid, userid, groupKey, openid }: Chat): string {
  switch (kind) {
    case 'app':
      return `u/${corpId}/${userid}`;
    case 'group':
      return `g/${corpId}/${groupKey}`;
    case 'mini':
      return `o/${appid}/${openid}`;
  }
}

export const chatOf = ({ chats }: State, device: Device, app?: CorpApp): Chat | undefined =>
  chats.find((chat) => deviceIdOf(chat) === device.id && (app === undefined || chat.agentId === app.agentId));

const DISPATCHER = /dispatch|调度|派单|front|客服|管理|admin/i;
const TECHNICIAN = /tech|维修|工程|技术|engineer/i;

/** Whom a newcomer sees: a dispatcher, two technicians, the first group, a resident. */
export function firstChoice(devices: readonly Device[]): readonly string[] {
  const staff = devices.filter((device) => device.kind === 'person' && device.person.active);
  const technicians = staff.filter((device) => TECHNICIAN.test(wordsOf(device))).slice(0, 2);
  const [dispatcher] = [...staff]
    .filter((device) => !technicians.includes(device) && DISPATCHER.test(wordsOf(device)))
    .sort((a, b) => Number(/dispatch|调度|派单/i.test(wordsOf(b))) - Number(/dispatch|调度|派单/i.test(wordsOf(a))));
  const people = [...(dispatcher === undefined ? [] : [dispatcher]), ...technicians];
  const rest = staff.filter((device) => !people.includes(device)).slice(0, Math.max(0, 3 - people.length));
  const group = devices.filter(({ kind }) => kind === 'group').slice(0, 1);
  const resident = devices.filter(({ kind }) => kind === 'resident').slice(0, 1);
  const ids = new Set([...people, ...rest, ...group, ...resident].map(({ id }) => id));
  return devices.flatMap(({ id }) => (ids.has(id) ? [id] : []));
}

/** The first choice, once made, stays: whoever leaves later does not take their phone along. Kinds that come later are added. */
export function settledChoice(before: readonly string[], devices: readonly Device[]): readonly string[] {
  const kept = devices.filter(({ id }) => before.includes(id));
  const fresh = firstChoice(devices);
  const added = devices.filter(({ id, kind }) => fresh.includes(id) && !kept.some((one) => one.kind === kind));
  const ids = [...kept, ...added].map(({ id }) => id);
  return ids.join() === before.join() ? before : ids;
}

const wordsOf = (device: Device): string =>
  device.kind === 'person' ? `${device.person.userid} ${departmentOf(device.corp, device.person)}` : '';

export function departmentOf(corp: Corp, person: CorpPerson): string {
  const names = person.department.map((id) => corp.departments.find((one) => one.id === id)?.name ?? '');
  return names.filter((name) => name !== '' && name !== corp.name).join('、');
}

/** By chat: the last message that was in sight. */
export type Seen = Readonly<Record<string, string>>;

/** What came from the other side after the last one seen; everything where that one is gone. */
export function unread(chat: Chat | undefined, seen: Seen): number {
  if (chat === undefined) return 0;
  const last = seen[chat.id];
  const from = last === undefined ? -1 : chat.messages.findIndex(({ id }) => String(id) === last);
  return chat.messages.slice(from + 1).filter(isNews).length;
}
const isNews = (message: Message) => message.from === 'app' && !message.recalled;

/** The chats of these devices, read to their ends; the same object when that is nothing new. */
export function seenTo(seen: Seen, chats: readonly Chat[]): Seen {
  const news = chats.flatMap(({ id, messages }) => {
    const last = messages.at(-1);
    return last !== undefined && seen[id] !== String(last.id) ? [[id, String(last.id)] as const] : [];
  });
  return news.length === 0 ? seen : { ...seen, ...Object.fromEntries(news) };
}
