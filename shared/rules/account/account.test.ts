import fc from 'fast-check';
import type { MemberId } from '../../kernel/id';
import type { SecretKey } from '../../model/account';
import type { Refusal } from '../../refusal';
import { idOf } from '../../testing/ids';
import {
  type AccountCommand,
  type AccountEventBody,
  type AccountFacts,
  type AccountState,
  decideAccount,
  evolveAccount,
} from './account';

const WEI = idOf<'member'>('m', 1) as MemberId;
const LI = idOf<'member'>('m', 2) as MemberId;
const FACTS: AccountFacts = {
  known: [
    { key: 'corpId', secret: false, required: true },
    { key: 'appSecret', secret: true, required: true },
    { key: 'callbackToken', secret: true, required: false },
  ],
  misshapen: [],
  boundTo: null,
  memberThere: true,
};
const values = { corpId: 'ww01' };
const whole: AccountState = {
  id: 'a',
  kind: 'wecom',
  name: '总部',
  values,
  has: ['appSecret'],
  state: 'active',
  version: 3,
};
const retired: AccountState = { ...whole, state: 'retired' };
const create: AccountCommand = { verb: 'create', kind: 'wecom', name: '总部', values, secrets: ['appSecret'] };
const change = (more: object = {}): AccountCommand => ({ verb: 'change', secrets: [], ...more });
const bind: AccountCommand = { verb: 'bind', memberId: WEI, external: 'wei' };
const unbind: AccountCommand = { verb: 'unbind', external: 'wei' };

type Given = { readonly account: AccountState | null; readonly facts?: Partial<AccountFacts> };
const decided = (command: AccountCommand, { account, facts }: Given) =>
  decideAccount(command, account, { ...FACTS, ...facts });

test.each<readonly [string, AccountCommand, Given, readonly AccountEventBody[]]>([
  [
    'is made, its secrets named',
    create,
    { account: null },
    [
      { type: 'account.created', kind: 'wecom', name: '总部', values },
      { type: 'account.secretsSet', keys: ['appSecret'] },
    ],
  ],
  ['is renamed', change({ name: '分部' }), { account: whole }, [{ type: 'account.changed', name: '分部' }]],
  ['keeps its name', change({ name: '总部' }), { account: whole }, []],
  [
    'gets another value beside those it has',
    change({ values: { agentId: '7' } }),
    { account: whole },
    [{ type: 'account.changed', values: { corpId: 'ww01', agentId: '7' } }],
  ],
  [
    'gets a secret, the others staying',
    change({ secrets: ['callbackToken'] }),
    { account: whole },
    [{ type: 'account.secretsSet', keys: ['callbackToken'] }],
  ],
  [
    'is changed from the newest screen',
    change({ name: 'x', version: 3 }),
    { account: whole },
    [{ type: 'account.changed', name: 'x' }],
  ],
  ['is retired', { verb: 'retire' }, { account: whole }, [{ type: 'account.retired' }]],
  ['is brought back', { verb: 'restore' }, { account: retired }, [{ type: 'account.restored' }]],
  ['knows somebody', bind, { account: whole }, [{ type: 'account.bound', memberId: WEI, external: 'wei' }]],
  ['knows them already', bind, { account: whole, facts: { boundTo: { memberId: WEI, name: '张伟' } } }, []],
  [
    'forgets somebody',
    unbind,
    { account: whole, facts: { boundTo: { memberId: LI, name: '李倩' } } },
    [{ type: 'account.unbound', memberId: LI, external: 'wei' }],
  ],
  [
    'loses somebody whom the platform no longer knows',
    { verb: 'lose', external: 'wei' },
    { account: whole, facts: { boundTo: { memberId: LI, name: '李倩' } } },
    [{ type: 'account.left', memberId: LI, external: 'wei' }],
  ],
  ['has lost them already', { verb: 'lose', external: 'wei' }, { account: whole }, []],
  [
    'forgets somebody though it is retired',
    unbind,
    { account: retired, facts: { boundTo: { memberId: LI, name: '李倩' } } },
    [{ type: 'account.unbound', memberId: LI, external: 'wei' }],
  ],
])('a connection %s', (_name, command, given, events) =>
  expect(decided(command, given)).toEqual({ ok: true, value: events }),
);

test.each<readonly [string, AccountCommand, Given, Refusal]>([
  [
    'lacks a secret',
    { ...create, secrets: [] } as AccountCommand,
    { account: null },
    { code: 'missing_values', data: { keys: 'appSecret' } },
  ],
  [
    'lacks a value',
    { ...create, values: { corpId: '' } } as AccountCommand,
    { account: null },
    { code: 'missing_values', data: { keys: 'corpId' } },
  ],
  [
    'has a strange secret',
    change({ secrets: ['webhookKey'] }),
    { account: whole },
    { code: 'invalid', data: { where: 'webhookKey' } },
  ],
  [
    'cannot be right',
    create,
    { account: null, facts: { misshapen: ['corpId'] } },
    { code: 'invalid', data: { where: 'corpId' } },
  ],
  ['is not there', change(), { account: null }, { code: 'not_found' }],
  ['was changed meanwhile', change({ version: 2 }), { account: whole }, { code: 'stale', data: { version: 3 } }],
  ['is retired and changed', change(), { account: retired }, { code: 'retired' }],
  ['is retired and retired', { verb: 'retire' }, { account: retired }, { code: 'retired' }],
  ['is retired and bound to', bind, { account: retired }, { code: 'retired' }],
  ['is active and brought back', { verb: 'restore' }, { account: whole }, { code: 'already' }],
  [
    'would know a stranger',
    bind,
    { account: whole, facts: { memberThere: false } },
    { code: 'unknown_reference', data: { kind: 'member', id: WEI } },
  ],
  [
    'knows somebody else by that name',
    bind,
    { account: whole, facts: { boundTo: { memberId: LI, name: '李倩' } } },
    { code: 'bound_elsewhere', data: { name: '李倩' } },
  ],
  ['never knew them', unbind, { account: whole }, { code: 'not_found' }],
])('refused where a connection %s', (_name, command, given, refusal) =>
  expect(decided(command, given)).toEqual({ ok: false, refusal }),
);

const secretKeys = fc.subarray<SecretKey>(['appSecret', 'callbackToken']);
const commands: fc.Arbitrary<AccountCommand> = fc.oneof(
  fc.record({ verb: fc.constant('change' as const), name: fc.string(), secrets: secretKeys }),
  fc.record({
    verb: fc.constant('change' as const),
    values: fc.record({ corpId: fc.string({ minLength: 1 }) }),
    secrets: secretKeys,
  }),
  fc.constantFrom<AccountCommand>({ verb: 'retire' }, { verb: 'restore' }, bind, unbind),
);

test('whatever comes: each event is one version, and what is said to be there was given', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), (list) => {
      let account: AccountState | null = null;
      const given = new Set<string>();
      let events = 0;
      for (const command of [create, ...list]) {
        const decision = decided(command, { account });
        if (!decision.ok) continue;
        for (const event of decision.value) {
          account = evolveAccount(account, 'a', event);
          events += 1;
          if (event.type === 'account.secretsSet') for (const key of event.keys) given.add(key);
        }
      }
      expect(account).toMatchObject({ id: 'a', kind: 'wecom', version: events, has: [...given].sort() });
    }),
  );
});

test('nothing happens before a connection is made', () =>
  expect(() => evolveAccount(null, 'a', { type: 'account.retired' })).toThrow('before account.created'));
