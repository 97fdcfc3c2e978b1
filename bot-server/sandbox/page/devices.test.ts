// Whom a newcomer sees, and what counts as unread.
import { chatOf, departmentOf, devicesOf, firstChoice, seenTo, settledChoice, unread } from './devices';
import type { Chat, Corp, Message, State } from './model';

const person = (userid: string, department: number, active = true) => ({
  userid,
  name: userid,
  department: [department],
  active,
});
const corp: Corp = {
  corpId: 'ww1',
  name: '翠湖物业',
  departments: [
    { id: 1, name: '翠湖物业', parentid: 0 },
    { id: 2, name: '管理处', parentid: 1 },
    { id: 4, name: '工程部', parentid: 1 },
  ],
  people: [
    person('admin', 2),
    person('dispatch', 2),
    person('tech0', 4, false),
    person('tech1', 4),
    person('tech2', 4),
    person('tech3', 4),
  ],
  apps: [{ agentId: 1, name: '派单', callback: null, dropped: 0 }],
  groups: [
    { key: 'g1', name: '工程群', members: [] },
    { key: 'g2', name: '客服群', members: [] },
  ],
};
const mini = {
  appid: 'wx1',
  org: null,
  name: '报修',
  push: null,
  people: [
    { openid: 'o1', name: '吴芳', phone: null, consents: {} },
    { openid: 'o2', name: '郑浩', phone: null, consents: {} },
  ],
  templates: [],
};
const message = (id: string, more: Partial<Message> = {}): Message => {
  return { id, msgid: id, at: 0, from: 'app', type: 'text', text: id, recalled: false, ...more };
};
const chat = (messages: readonly Message[]): Chat => {
  return { id: 'c', kind: 'app', corpId: 'ww1', agentId: 1, userid: 'tech1', dropped: 0, version: 1, messages };
};
const state = (chats: readonly Chat[] = []): State => ({
  version: 1,
  now: 0,
  offset: 0,
  corps: [corp],
  minis: [mini],
  dings: [],
  chats,
});

test('a newcomer sees the dispatcher, two technicians who are there, the first group and a resident', () => {
  const chosen = firstChoice(devicesOf(state()));
  expect(chosen).toEqual(['u/ww1/dispatch', 'u/ww1/tech1', 'u/ww1/tech2', 'g/ww1/g1', 'o/wx1/o1']);
});

test('people whose names and departments say nothing are taken in order', () => {
  const people = ['zhang', 'li', 'wang', 'zhao'].map((userid) => person(userid, 1));
  const chosen = firstChoice(devicesOf({ ...state(), corps: [{ ...corp, people, groups: [] }], minis: [] }));
  expect(chosen).toEqual(['u/ww1/zhang', 'u/ww1/li', 'u/ww1/wang']);
});

test('the first choice stays when somebody leaves, and takes in what comes later', () => {
  const early = settledChoice([], devicesOf({ ...state(), minis: [] }));
  expect(early).toEqual(['u/ww1/dispatch', 'u/ww1/tech1', 'u/ww1/tech2', 'g/ww1/g1']);
  const people = corp.people.map((one) => (one.userid === 'tech1' ? { ...one, active: false } : one));
  const later = settledChoice(early, devicesOf({ ...state(), corps: [{ ...corp, people }] }));
  expect(later).toEqual([...early, 'o/wx1/o1']);
  expect(settledChoice(later, devicesOf(state()))).toBe(later);
});

test('nobody at all is nobody', () => expect(firstChoice([])).toEqual([]));

test('the corp itself is no department', () => {
  expect(departmentOf(corp, { ...person('x', 1), department: [1, 4] })).toBe('工程部');
});

test('a phone shows its own chat', () => {
  const own = chat([]);
  const device = devicesOf(state()).find(({ id }) => id === 'u/ww1/tech1');
  const other = devicesOf(state()).find(({ id }) => id === 'u/ww1/tech2');
  expect(device && chatOf(state([own]), device)).toBe(own);
  expect(other && chatOf(state([own]), other)).toBeUndefined();
});

test.each([
  ['nothing seen: all from the app', ['a', 'b'], {}, 2],
  ['after the last one seen', ['a', 'b', 'c'], { c: 'a' }, 2],
  ['all seen', ['a', 'b'], { c: 'b' }, 0],
  ['the one seen is gone', ['b'], { c: 'a' }, 1],
] as const)('unread, %s', (_name, ids, seen, count) => {
  expect(unread(chat(ids.map((id) => message(id))), seen)).toBe(count);
});

test('own words and what was recalled are not news', () => {
  const messages = [message('a', { from: 'user' }), message('b', { recalled: true }), message('c')];
  expect(unread(chat(messages), {})).toBe(1);
});

test('reading to the end is remembered once', () => {
  const chats = [chat([message('a'), message('b')])];
  const seen = seenTo({}, chats);
  expect(seen).toEqual({ c: 'b' });
  expect(seenTo(seen, chats)).toBe(seen);
});
