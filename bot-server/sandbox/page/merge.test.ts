// A state from its changes.
import { merge } from './merge';
import type { Chat, Corp, State } from './model';

const corp: Corp = { corpId: 'ww1', name: '翠湖', departments: [], people: [], apps: [], groups: [] };
const chat = (id: string, version: number, corpId = 'ww1'): Chat => {
  return { id, kind: 'app', corpId, agentId: 1, userid: id, dropped: 0, version, messages: [] };
};
const state = (version: number, chats: readonly Chat[], corps: readonly Corp[] = [corp]): State => {
  return { version, now: 0, offset: 0, corps, dings: [], minis: [], chats };
};

test.each([
  ['nothing before: everything', null, state(3, [chat('a', 1)]), 0, ['a@1']],
  [
    'only what changed comes: the rest stays',
    state(3, [chat('a', 1), chat('b', 2)]),
    state(4, [chat('b', 4)]),
    3,
    ['a@1', 'b@4'],
  ],
  ['a new chat comes behind', state(3, [chat('a', 1)]), state(4, [chat('c', 4)]), 3, ['a@1', 'c@4']],
  ['asked for everything: what is missing is gone', state(3, [chat('a', 1)]), state(9, [chat('b', 9)]), 0, ['b@9']],
  ['everything was forgotten: so are the chats', state(3, [chat('a', 1)]), state(4, [], []), 3, []],
] as const)('%s', (_name, old, fresh, since, expected) => {
  expect(merge(old, fresh, since).chats.map(({ id, version }) => `${id}@${version}`)).toEqual(expected);
});

test('chats that did not change are the same objects', () => {
  const old = state(3, [chat('a', 1), chat('b', 2)]);
  const now = merge(old, state(4, [chat('b', 4)]), 3);
  expect(now.chats[0]).toBe(old.chats[0]);
  expect(now.corps).toBe(old.corps);
});
