import { changes, creates, signIn } from './records';

const member = { login: 'wang.wei', name: '王伟', roles: ['technician'] };
const site = { kind: 'building', name: '一号楼', code: 'B1' };
const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test('a login is one in small letters', () => {
  expect(creates.member.parse({ ...member, login: ' Wang.Wei@example.com ' }).login).toBe('wang.wei@example.com');
  expect(signIn.parse({ org: 'demo', login: 'ADMIN', password: 'x' }).login).toBe('admin');
});

test.each<readonly [boolean, string, object]>([
  [true, 'the least', {}],
  [true, 'the most', { phone: '13800138000', departmentId: null, password: 'long enough' }],
  [false, 'a short password', { password: 'short' }],
  [false, 'a very long password', { password: 'x'.repeat(129) }],
  [false, 'a login with spaces', { login: 'wang wei' }],
  [false, 'a login in Chinese', { login: '王伟' }],
  [false, 'no name', { name: ' ' }],
  [false, 'half a name', { name: '\ud83d' }],
  [false, 'an emoji name too long', { name: '🔧'.repeat(41) }],
  [false, 'a role of no code', { roles: ['水工'] }],
  [false, 'too many roles', { roles: new Array(21).fill('technician') }],
  [false, 'a right of one’s own', { grants: ['member.manage'] }],
])('%s: a member with %s', (good, _, more) => {
  expect(takes(creates.member, { ...member, ...more })).toBe(good);
});

test.each<readonly [boolean, string, object]>([
  [true, 'no position', {}],
  [true, 'a position', { lat: 31.2, lng: 121.4, radius: 200 }],
  [false, 'a fence of a step', { radius: 9 }],
  [false, 'a fence of a province', { radius: 50_001 }],
  [false, 'a latitude beyond the pole', { lat: 90.1 }],
  [false, 'no kind', { kind: 'planet' }],
])('%s: a site with %s', (good, _, more) => {
  expect(takes(creates.site, { ...site, ...more })).toBe(good);
});

test('a role grants what there is to grant', () => {
  const role = { code: 'lead', name: { zh: '组长', en: 'Lead' }, grants: ['ticket.create'] };
  expect(takes(creates.role, role)).toBe(true);
  expect(takes(creates.role, { ...role, grants: ['everything'] })).toBe(false);
});

test('a change names only what changes, and never what labels point to', () => {
  for (const each of Object.values(changes)) expect(each.parse({})).toEqual({});
  expect(takes(changes.member, { login: 'other' })).toBe(false);
  expect(takes(changes.role, { code: 'other' })).toBe(false);
  expect(takes(changes.site, { code: 'other' })).toBe(false);
  expect(takes(changes.site, { lat: null, lng: null })).toBe(true);
});

test('a site’s coordinates are rounded on the way in', () => {
  expect(creates.site.parse({ ...site, lat: 1e-13, lng: 2.000_000_000_000_1 })).toMatchObject({ lat: 0, lng: 2 });
  expect(changes.site.parse({ lat: 1e-13 })).toEqual({ lat: 0 });
});
