// A link to one picture opens that picture, for as long as the platform needs, and nothing else.
import { tenantOf } from '../../core/scope';
import { makeFileLinks } from './fileLink';

const TENANT = tenantOf('0123456789abcdefghjk');
const FILE = '0123456789abcdefghjm';
const links = makeFileLinks('a key for tests, thirty-two characters long');
const grant = links.sign(TENANT, FILE, 1000);

test('the file of that organization, in time', () => {
  expect(links.verify(FILE, grant, 2000)).toBe(TENANT);
  expect(links.verify(FILE, grant, 1000 + 39 * 60_000)).toBe(TENANT);
  expect(encodeURIComponent(grant)).toBe(grant);
});
test('not later, not another file, not under another key', () => {
  expect(links.verify(FILE, grant, 1000 + 41 * 60_000)).toBeNull();
  expect(links.verify('0123456789abcdefghjn', grant, 2000)).toBeNull();
  expect(makeFileLinks('another key for tests, long enough too').verify(FILE, grant, 2000)).toBeNull();
});
test('no character can be another', () => {
  for (let at = 0; at < grant.length; at++) {
    for (const letter of ['A', 'b', '.', '0']) {
      if (grant[at] === letter) continue;
      expect(links.verify(FILE, grant.slice(0, at) + letter + grant.slice(at + 1), 2000)).toBeNull();
    }
  }
});
test.each(['', '.', '...', `${grant}.`, `${grant}=`, 'x'.repeat(5000)])('%j is none', (text) =>
  expect(links.verify(FILE, text, 2000)).toBeNull(),
);
