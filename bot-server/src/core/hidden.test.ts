import { createHash } from 'node:crypto';
import { makeHide } from './hidden';

// No secrets: nothing is hidden with them.
const [ONE, OTHER] = ['one key for tests, of enough characters', 'another key for tests, of enough characters'];

test('the same for the same parts and the same key, and for nothing else', () => {
  const hide = makeHide(ONE);
  expect(hide('address', '203.0.113.9')).toBe(makeHide(ONE)('address', '203.0.113.9'));
  const all = [
    hide('address', '203.0.113.9'),
    hide('address', '203.0.113.90'),
    hide('address203.0.113.9'),
    hide('addres', 's203.0.113.9'),
    makeHide(OTHER)('address', '203.0.113.9'),
    createHash('sha256')
      .update(JSON.stringify(['address', '203.0.113.9']))
      .digest('hex'),
    createHash('sha256').update('address 203.0.113.9').digest('hex'),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const hash of all) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
