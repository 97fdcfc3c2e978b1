import type { AccountKind } from '@paidan/shared/kinds';
import type { SecretKey } from '@paidan/shared/model/accountParts';
import { accounts } from '../../../test/fake/channels';
import { changeOf, draftOf, flawsOf, pasted, sentOf } from './parts';

const [wecom, group] = accounts;
const KEY = 'a'.repeat(43);
const full = { corpId: 'ww1f2e3d4c5b6a7988', agentId: '1000002', appSecret: 'secret-of-eight' };

test.each([
  ['webhookKey', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4', '693a91f6-7xxx-4bc4'],
  ['webhookKey', ' https://q.example/send?a=1&key=abc-123&b=2 ', 'abc-123'],
  ['webhookKey', ' 693a91f6-7xxx ', '693a91f6-7xxx'],
  ['corpId', ' ww123 \n', 'ww123'],
])('%s pasted as %j is %j', (key, text, kept) => expect(pasted(key, text)).toBe(kept));

test.each([
  ['wecom', full, [], {}],
  ['wecom', {}, [], { corpId: 'missing', agentId: 'missing', appSecret: 'missing' }],
  ['wecom', { ...full, corpId: '企业', agentId: '1e6' }, [], { corpId: 'shape', agentId: 'shape' }],
  ['wecom', { ...full, callbackToken: 'token' }, [], { callbackKey: 'missing' }],
  ['wecom', { ...full, callbackKey: KEY }, [], { callbackToken: 'missing' }],
  ['wecom', { ...full, callbackToken: 'token', callbackKey: KEY.slice(1) }, [], { callbackKey: 'shape' }],
  ['wecom', { corpId: full.corpId, agentId: '1' }, ['appSecret'], {}],
  ['wecom', { ...full, callbackToken: 'other' }, ['callbackToken', 'callbackKey'], {}],
  ['wecomGroup', {}, [], { webhookKey: 'missing' }],
  ['wechat', { appId: 'wx8f9e', appSecret: 'has a space' }, [], { appSecret: 'shape' }],
] as [AccountKind, Record<string, string>, SecretKey[], Record<string, string>][])(
  '%s with %j, having %j: %j',
  (kind, typed, has, flaws) => expect(flawsOf(kind, { name: 'x', typed, roles: [] }, has)).toEqual(flaws),
);

test('a new connection sends its values and secrets apart, and nothing empty', () => {
  const draft = { name: ' 派单 ', typed: { ...full, callbackToken: '' }, roles: ['technician'] };
  expect(sentOf('wecom', draft)).toEqual({
    name: '派单',
    values: { corpId: full.corpId, agentId: full.agentId, roles: ['technician'] },
    secrets: { appSecret: full.appSecret },
  });
  expect(sentOf('wecomGroup', { name: '群', typed: { webhookKey: 'abc-12345' }, roles: [] })).toEqual({
    name: '群',
    values: {},
    secrets: { webhookKey: 'abc-12345' },
  });
});

test('a change sends what changed alone; untouched, nothing', () => {
  if (!wecom || !group) throw new Error('no accounts');
  expect(changeOf(wecom, draftOf(wecom))).toEqual({});
  expect(changeOf(group, draftOf(group))).toEqual({});
  const draft = draftOf(wecom);
  expect(
    changeOf(wecom, {
      ...draft,
      name: '新名字',
      typed: { ...draft.typed, agentId: '1000009', appSecret: 'another-one' },
    }),
  ).toEqual({ name: '新名字', values: { agentId: '1000009' }, secrets: { appSecret: 'another-one' } });
  expect(changeOf(wecom, { ...draft, roles: [] })).toEqual({ values: { roles: [] } });
});
