import type { Reader } from '../store/unit';
import { makeMaskClear } from './clear';

const NUMBER = '13911112222';
const MASK = '139****2222';
const body = {
  fields: [
    { key: 'mobile', type: 'phone' },
    { key: 'contact', type: 'phone' },
    { key: 'serial', type: 'text' },
  ],
};

let asked = 0;
let now = 0;
const reader = {
  tenantId: 't'.repeat(20),
  find: async () => {
    asked += 1;
    return [{ body }];
  },
} as unknown as Reader;
const mask = makeMaskClear(() => now);

test.each<readonly [string, unknown, unknown]>([
  ['a member', { record: { id: 'x', phone: NUMBER } }, { record: { id: 'x', phone: MASK } }],
  ['in a list', { items: [{ id: 'x', phone: '+86 139-1111-2222' }] }, { items: [{ id: 'x', phone: MASK }] }],
  ['a field of some form', { values: { mobile: NUMBER } }, { values: { mobile: MASK } }],
  [
    'in a timeline',
    { data: { change: { mobile: NUMBER, phone: null } } },
    { data: { change: { mobile: MASK, phone: null } } },
  ],
  ['a text of digits', { values: { serial: NUMBER } }, { values: { serial: NUMBER } }],
  ['a number that was asked for', { phone: NUMBER }, { phone: NUMBER }],
  [
    'one that is published',
    { values: { templateIds: [], contact: NUMBER }, version: 1 },
    { values: { templateIds: [], contact: NUMBER }, version: 1 },
  ],
  ['a mask', { id: 'x', phone: MASK }, { id: 'x', phone: MASK }],
  [
    'nothing of the kind',
    { items: [1, 'a', null, { deep: [{ title: NUMBER }] }] },
    { items: [1, 'a', null, { deep: [{ title: NUMBER }] }] },
  ],
])('%s', async (_what, answer, expected) => expect(await mask(reader, answer)).toEqual(expected));

test('forms are read once a minute, and only where an answer may hold a number; others are handed on as they are', async () => {
  now += 120_000;
  asked = 0;
  const answer = { id: 'x', values: { title: '漏水' } };
  expect(await mask(reader, answer)).toBe(answer);
  expect(asked).toBe(0);
  for (let time = 0; time < 3; time++) await mask(reader, { values: { mobile: NUMBER } });
  expect(asked).toBe(1);
  now += 60_001;
  await mask(reader, { values: { mobile: NUMBER } });
  expect(asked).toBe(2);
});
