import { evolveRecord } from '../record/evolve';
import type { AnyRecord } from '../record/state';
import { decideMemberErasure, doneBy, type ErasingFacts, evolveErasure, tells } from './erasure';

const ID = 'm0000000000000000001';
const gone: AnyRecord = {
  id: ID,
  login: 'wang',
  name: '王伟',
  phone: '~0000000000000000000',
  departmentId: 'd',
  roles: ['technician'],
  hasPassword: true,
  pictureId: 'p',
  erasedAt: null,
  state: 'retired',
  version: 3,
};
const FACTS: ErasingFacts = {
  self: false,
  work: null,
  known: ['王伟', 'wang', '13800000000'],
  numbers: ['~0000000000000000000'],
  redacted: [{ streamId: ID, seq: 1, digest: 'd' }],
  committed: 0,
};
const reason = '本人申请';
const decided = (facts: Partial<ErasingFacts> = {}, record = gone, why = reason) =>
  decideMemberErasure(record, why, { ...FACTS, ...facts });

test('whoever is erased is told by ids alone, and nothing is left of them', () => {
  const event = { type: 'member.erased', reason, numbers: FACTS.numbers, redacted: FACTS.redacted } as const;
  expect(decided()).toEqual({ ok: true, value: [event] });
  expect(evolveRecord(gone, ID, { ...event, at: 7 })).toEqual({
    id: ID,
    login: `erased-${ID}`,
    name: '',
    ...{ phone: null, departmentId: null, roles: [], hasPassword: false, pictureId: null },
    ...{ erasedAt: 7, state: 'retired', version: 4 },
  });
});

test('what was done is told by the event; what can be guessed at is counted, and nothing that is not known to be safe left out', () => {
  const redacted = [
    { streamId: ID, seq: 1, digest: 'd', salted: false },
    { streamId: ID, seq: 2, digest: 'd', salted: true },
    { streamId: 'a', seq: 5, digest: 'd', salted: true },
    { streamId: 'a', seq: 9, digest: 'd' },
  ];
  expect(decided({ redacted, committed: 2 })).toMatchObject({
    value: [{ type: 'member.erased', redacted, committed: 2 }],
  });
  const told = { type: 'member.erased', reason, numbers: ['~1', '~2'], redacted } as const;
  expect(doneBy(ID, { ...told, committed: 2 })).toEqual({ numbers: 2, events: 4, connections: 1, guessable: 4 });
  expect(doneBy(ID, { ...told, redacted: [] })).toEqual({ numbers: 2, events: 0, connections: 0, guessable: 0 });
});

test.each<readonly [string, Partial<ErasingFacts>, AnyRecord, string, object]>([
  ['twice', {}, { ...gone, erasedAt: 5 }, reason, { code: 'erased' }],
  ['oneself', { self: true }, gone, reason, { code: 'erase_self' }],
  ['somebody with work in hand', { work: '#7' }, gone, reason, { code: 'in_use', data: { what: '#7' } }],
  ['somebody who was brought back', {}, { ...gone, state: 'active' }, reason, { code: 'stale', data: { version: 3 } }],
  ['with the name in the reason', {}, gone, '王伟离职', { code: 'invalid', data: { where: 'reason' } }],
  ['with the number in the reason', {}, gone, '号码 13800000000 换人', { code: 'invalid', data: { where: 'reason' } }],
])('not %s', (_, facts, record, why, refusal) => {
  expect(decided(facts, record, why)).toEqual({ ok: false, refusal });
});

test('a single sign tells nothing; capital letters hide nothing', () => {
  expect(tells('甲方要求', ['甲'])).toBe(false);
  expect(tells('for WANG', ['wang'])).toBe(true);
});

test('what was erased of somebody without an account stands as its event said', () => {
  const body = { guestIds: [ID as never], numbers: ['~1'], reports: ['r'], reason };
  const told = evolveErasure('e', { type: 'erasure.made', ...body, at: 5, by: 'a' });
  expect(told).toEqual({ id: 'e', at: 5, byId: 'a', version: 1, ...body });
});
