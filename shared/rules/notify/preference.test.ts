import { NOTICE_KINDS } from '../../kinds';
import type { Preference, PreferenceValues } from '../../model/preference';
import { DEFAULTS, effective } from './preference';

const [departed, arrived] = DEFAULTS.muted as readonly ['departed', 'arrived'];

test.each<readonly [string, PreferenceValues, PreferenceValues, Partial<Preference>]>([
  ['nobody chose: the product’s', {}, {}, DEFAULTS],
  ['what the product mutes, a person can hear', {}, { muted: [] }, { muted: [] }],
  ['one kind of it', {}, { muted: [arrived] }, { muted: [arrived] }],
  ['what the organization mutes, nobody hears', { muted: ['closed'] }, { muted: [] }, { muted: ['closed'] }],
  ['though it be the same that the product mutes', { muted: [departed] }, { muted: [] }, { muted: [departed] }],
  ['a person can mute more', { muted: ['closed'] }, { muted: ['urged'] }, { muted: ['closed', 'urged'] }],
  ['an organization that mutes nothing leaves it to people', { muted: [] }, {}, { muted: [] }],
  ['who chose anything else has not chosen kinds', {}, { flood: 3 }, { muted: DEFAULTS.muted, flood: 3 }],
  ['the connection: the organization’s', { via: 'wechat' }, {}, { via: 'wechat' }],
  ['the connection: one’s own', { via: 'wechat' }, { via: 'wecom' }, { via: 'wecom' }],
  ['no quiet hours are a choice, too', { quiet: { from: 0, to: 60 } }, { quiet: null }, { quiet: null }],
  ['groups are the organization’s alone', { groups: ['rate'] }, { groups: [] }, { groups: ['rate'] }],
])('%s', (_name, organization, person, expected) => {
  expect(effective(organization, person)).toMatchObject(expected);
});

test('nothing is muted twice', () => {
  const all = [...NOTICE_KINDS];
  expect(effective({ muted: all }, { muted: all }).muted).toEqual(all);
});
