import fc from 'fast-check';
import { backTo, goOn, ownPath } from './onward';

const stand = (path: string) => window.history.replaceState(null, '', path);

test.each([
  ['/go/k3f9', '/go/k3f9'],
  ['/admin/tickets/t1?tab=x#y', '/admin/tickets/t1?tab=x#y'],
  ['/m/#/pages/report/index', '/m/#/pages/report/index'],
  [null, null],
  ['', null],
  ['tickets', null],
  ['https://evil.example/', null],
  ['//evil.example/', null],
  ['/\\evil.example', null],
  ['/\t/evil.example', null],
  ['/\n//evil.example', null],
  ['/.//evil.example', null],
  ['/a/..//evil.example', null],
  ['javascript:alert(1)', null],
])('%j leads to %j', (to, path) => expect(ownPath(to)).toBe(path));

test('whatever it says, it stays on this site', () => {
  const odd = fc.string({
    unit: fc.constantFrom('/', '\\', ':', '@', '.', '?', '#', '%', '\t', '\n', ' ', 'a', '2', 'f'),
  });
  fc.assert(
    fc.property(odd, (to) => {
      const path = ownPath(`/${to}`);
      if (path !== null) expect(new URL(path, window.location.href).origin).toBe(window.location.origin);
    }),
    { numRuns: 2000 },
  );
});

test('a page of the console takes the place of the sign-in', () => {
  stand(`/admin/?to=${encodeURIComponent('/admin/tickets/t1?view=mine')}`);
  expect(goOn()).toBe(false);
  expect(`${window.location.pathname}${window.location.search}`).toBe('/admin/tickets/t1?view=mine');
  expect(goOn()).toBe(false);
});

test.each([
  ['/admin/', null],
  ['/admin', null],
  ['/admin/tickets/t1?view=mine', '/admin/tickets/t1?view=mine'],
  ['/admin/?to=%2Fgo%2Fk3', '/go/k3'],
  ['/admin/?to=https%3A%2F%2Fevil.example', null],
])('from %s one comes back to %j', (path, to) => {
  stand(path);
  expect(backTo()).toBe(to);
});
