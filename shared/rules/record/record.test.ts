import type { RecordKind } from '../../model/records';
import type { Refusal } from '../../refusal';
import { decideRecord, type RecordCommand, type RecordFacts } from './decide';
import { evolveRecord } from './evolve';
import type { AnyRecord, RecordEventBody } from './state';

const FINE: RecordFacts = { taken: null, missing: null, tooLong: false, users: null, keepsAdmin: true };
const ID = 'm0000000000000000001';
const values = { login: 'wang', name: '王伟', phone: null, departmentId: null, roles: ['technician'] };
const wang: AnyRecord = {
  id: ID,
  ...values,
  hasPassword: false,
  pictureId: null,
  erasedAt: null,
  state: 'active',
  version: 3,
};
const erased: AnyRecord = { ...wang, state: 'retired', erasedAt: 5 };
const retired: AnyRecord = { ...wang, state: 'retired' };
const create: RecordCommand = { verb: 'create', values, password: false };
const change = (members: object, password = false): RecordCommand =>
  ({ verb: 'change', change: members, password }) as RecordCommand;
const retire: RecordCommand = { verb: 'retire' };
const restore: RecordCommand = { verb: 'restore' };

const decided = (
  command: RecordCommand,
  record: AnyRecord | null,
  facts: Partial<RecordFacts> = {},
  kind: RecordKind = 'member',
) => decideRecord(kind, command, record, { ...FINE, ...facts });

describe('what happens', () => {
  test.each<readonly [string, RecordCommand, AnyRecord | null, readonly RecordEventBody[]]>([
    ['a record is made', create, null, [{ type: 'member.created', values }]],
    [
      'what is left out is empty',
      { verb: 'create', values: { ...values, phone: undefined }, password: false },
      null,
      [{ type: 'member.created', values }],
    ],
    [
      'a password is noted, not told',
      { ...create, password: true },
      null,
      [{ type: 'member.created', values }, { type: 'member.passwordSet' }],
    ],
    [
      'only what differs changes',
      change({ name: '王大伟', phone: null }),
      wang,
      [{ type: 'member.changed', change: { name: '王大伟' } }],
    ],
    ['a change of nothing leaves no trace', change({ name: '王伟', roles: ['technician'] }), wang, []],
    ['what is not mentioned stays', change({ name: undefined }), wang, []],
    [
      'a list is another list in another order',
      change({ roles: [] }),
      wang,
      [{ type: 'member.changed', change: { roles: [] } }],
    ],
    ['a new password alone', change({}, true), wang, [{ type: 'member.passwordSet' }]],
    ['it is retired', retire, wang, [{ type: 'member.retired' }]],
    ['it comes back', restore, retired, [{ type: 'member.restored' }]],
  ])('%s', (_, command, record, events) => {
    expect(decided(command, record)).toEqual({ ok: true, value: events });
  });

  test('only a member has a password', () => {
    expect(decided({ ...create, password: true }, null, {}, 'site')).toEqual({
      ok: true,
      value: [{ type: 'site.created', values }],
    });
  });
});

describe('what does not', () => {
  const missing = { kind: 'department', id: 'd0000000000000000009' };
  test.each<readonly [string, RecordCommand, AnyRecord | null, Partial<RecordFacts>, Refusal]>([
    ['a change of whoever was erased', change({}), erased, {}, { code: 'erased' }],
    ['retiring whoever was erased', retire, erased, {}, { code: 'erased' }],
    ['bringing back whoever was erased', restore, erased, {}, { code: 'erased' }],
    ['a change of nothing there', change({}), null, {}, { code: 'not_found' }],
    ['retiring nothing there', retire, null, {}, { code: 'not_found' }],
    ['a change of an old one', { ...change({}), version: 2 }, wang, {}, { code: 'stale', data: { version: 3 } }],
    ['a change of a retired one', change({ name: 'x' }), retired, {}, { code: 'retired' }],
    ['retiring twice', retire, retired, {}, { code: 'already' }],
    ['bringing back one that is there', restore, wang, {}, { code: 'already' }],
    ['a second of the name', create, null, { taken: 'wang' }, { code: 'duplicate', data: { value: 'wang' } }],
    [
      'bringing back one whose name is taken',
      restore,
      retired,
      { taken: 'wang' },
      { code: 'duplicate', data: { value: 'wang' } },
    ],
    [
      'a reference to nowhere',
      change({ departmentId: missing.id }),
      wang,
      { missing },
      { code: 'unknown_reference', data: missing },
    ],
    [
      'a path too long',
      change({ name: 'x' }),
      wang,
      { tooLong: true },
      { code: 'invalid', data: { where: '完整路径 / full path > 500' } },
    ],
    ['retiring what is needed', retire, wang, { users: '3' }, { code: 'in_use', data: { what: '3' } }],
    ['retiring the last one who can manage', retire, wang, { keepsAdmin: false }, { code: 'last_admin' }],
    [
      'being stale comes before all else',
      { ...retire, version: 1 },
      retired,
      { users: '3' },
      { code: 'stale', data: { version: 3 } },
    ],
  ])('%s', (_, command, record, facts, refusal) => {
    expect(decided(command, record, facts)).toEqual({ ok: false, refusal });
  });
});

describe('what becomes of it', () => {
  const after = (record: AnyRecord | null, event: RecordEventBody) => evolveRecord(record, ID, event);
  test('a member begins without a password', () => {
    expect(after(null, { type: 'member.created', values })).toEqual({ ...wang, version: 1 });
  });
  test('a site begins as it is', () => {
    expect(after(null, { type: 'site.created', values: { code: 'B1' } })).toEqual({
      id: ID,
      code: 'B1',
      state: 'active',
      version: 1,
    });
  });
  test.each<readonly [RecordEventBody, object]>([
    [
      { type: 'member.changed', change: { name: '王大伟' } },
      { name: '王大伟', version: 4 },
    ],
    [{ type: 'member.passwordSet' }, { hasPassword: true, version: 4 }],
    [{ type: 'member.retired' }, { state: 'retired', version: 4 }],
    [{ type: 'member.restored' }, { state: 'active', version: 4 }],
  ])('%j', (event, expected) => {
    expect(after(wang, event)).toEqual({ ...wang, ...expected });
  });
  test('nothing happens to what is not there', () => {
    expect(() => after(null, { type: 'member.retired' })).toThrow('before the record was created');
  });
});
