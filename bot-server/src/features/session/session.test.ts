import { network } from '../../core/address';
import { hashCredential, kindOf, newCredential } from './credential';

import { hashPassword, LIGHT_COST, verifyPassword } from './password';

test('a password is known by its hash, however the keyboard composed it', async () => {
  const hash = await hashPassword('pässwort-密码', LIGHT_COST);
  expect(hash).toMatch(/^scrypt\$10\$8\$1\$/);
  expect(await verifyPassword('pässwort-密码'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('Pässwort-密码', hash)).toBe(false);
  expect(await hashPassword('pässwort-密码', LIGHT_COST)).not.toBe(hash);
});

test('no password is right for an account that has none', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('anything', null)).toBe(false);
});

test('a damaged hash is a fault, not a wrong password', async () => {
  await expect(verifyPassword('x', 'scrypt$15$8')).rejects.toThrow('damaged');
});

test('credentials are told apart by prefix and cannot be guessed', () => {
  expect(kindOf(newCredential('cookie'))).toBe('cookie');
  expect(kindOf(newCredential('bearer'))).toBe('bearer');
  expect(kindOf(newCredential('token'))).toBe('token');
  expect(kindOf('xyz_abc')).toBeNull();
  expect(newCredential('token')).not.toBe(newCredential('token'));
  expect(hashCredential('k1', 'a')).not.toBe(hashCredential('k2', 'a'));
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));
