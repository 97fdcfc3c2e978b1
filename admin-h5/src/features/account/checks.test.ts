import type { CheckView } from '@paidan/shared/contract/channel';
import { accounts } from '../../../test/fake/channels';
import { missingOf, rowsOf, type Seen } from './checks';
import { standingOf } from './standing';
import type { Account } from './useAccounts';

const NOW = 1_800_000_000_000;
const blank = { callbackAt: null, tokenAt: null, sentAt: null, pressedAt: null, pausedUntil: null, error: null };
const [wecom, group, wechat] = accounts.map((account) => ({ ...account, health: blank })) as [
  Account,
  Account,
  Account,
];
const error = { code: '60020', message: 'not allowed', at: NOW - 1 };
const ok = (name: CheckView['name']): CheckView => ({ name, state: 'ok', code: null, message: '' });
const fresh: Seen = { checks: null, asking: false, awaited: false };
const states = (account: Account, seen: Partial<Seen>) =>
  rowsOf(account, { ...fresh, ...seen }).map(({ name, state }) => `${name} ${state}`);

describe('the checklist', () => {
  test('while the platform is asked', () =>
    expect(states(wecom, { asking: true })).toEqual([
      'token asking',
      'app asking',
      'contacts asking',
      'callback waiting',
      'press off',
    ]));

  test('what was answered, what has been seen, and what is awaited', () => {
    const seen = { ...wecom, health: { ...blank, callbackAt: NOW - 5, pressedAt: NOW - 9 } };
    const checks = [ok('token'), ok('app'), { ...ok('contacts'), state: 'failed' as const, code: '48002' }];
    expect(states(seen, { checks, awaited: true })).toEqual([
      'token ok',
      'app ok',
      'contacts failed',
      'callback ok',
      'press waiting',
    ]);
    expect(states(seen, { checks })[4]).toBe('press ok');
    expect(rowsOf(seen, { ...fresh, checks })[2]?.error).toEqual({ code: '48002', message: '' });
  });

  test('a group has no callback; what was sent before it broke does not count', () => {
    const sent = { ...group, health: { ...blank, sentAt: NOW - 9 } };
    expect(states(sent, { checks: [ok('webhook')] })).toEqual(['webhook ok', 'group ok']);
    expect(states({ ...sent, health: { ...sent.health, error } }, {})).toEqual(['webhook off', 'group off']);
  });

  test('the app of the mini-program is asked about only where it is another one', () => {
    const linked: Account = { ...wecom, has: ['appSecret', 'miniSecret'] };
    expect(states(linked, { checks: [ok('mini')] })).toContain('mini ok');
    expect(states(wecom, { asking: true }).join()).not.toContain('mini');
  });

  test('DingTalk is for signing in: no callback, no card to press', () => {
    const dingtalk: Account = { ...wechat, kind: 'dingtalk', has: ['appSecret'] };
    const checks = [ok('token'), ok('corp'), ok('app')];
    expect(states(dingtalk, { checks })).toEqual(['token ok', 'corp ok', 'app ok']);
    expect(standingOf({ ...dingtalk, health: { ...blank, tokenAt: NOW } }, NOW)).toBe('ok');
  });

  test('what nobody asked for is not missing', () => {
    const checks = [ok('token'), ok('app')];
    const bare: Account = { ...wecom, has: ['appSecret'], health: { ...blank, pressedAt: NOW, callbackAt: NOW } };
    expect(missingOf(bare, rowsOf(bare, { ...fresh, checks }))).toEqual([]);
    expect(missingOf(wecom, rowsOf(wecom, { ...fresh, checks })).map(({ name }) => name)).toEqual([
      'contacts',
      'callback',
      'press',
    ]);
    expect(missingOf(wechat, rowsOf(wechat, { ...fresh, checks })).map(({ name }) => name)).toEqual([]);
  });
});

test.each([
  ['nothing seen yet', wecom, {}, 'unknown'],
  ['no callback yet', wecom, { tokenAt: NOW }, 'callback'],
  ['a group needs none', group, { sentAt: NOW }, 'ok'],
  ['a mini-program may do without', wechat, { tokenAt: NOW }, 'ok'],
  ['all seen', wecom, { tokenAt: NOW, callbackAt: NOW }, 'ok'],
  ['an error', wecom, { tokenAt: NOW, error }, 'error'],
  ['resting after errors', wecom, { error, pausedUntil: NOW + 1 }, 'paused'],
  ['rested', wecom, { error, pausedUntil: NOW }, 'error'],
  ['retired with an error', { ...wecom, state: 'retired' }, { error }, 'retired'],
] as [string, Account, Partial<Account['health']>, string][])('%s', (_, account, health, standing) =>
  expect(standingOf({ ...account, health: { ...blank, ...health } }, NOW)).toBe(standing),
);
