import fc from 'fast-check';
import { asReader, consoleSignIn, ownPath, pageBehind } from './paths';

const TICKET = '01hzzzzzzzzzzzzzzzz1';

test.each([
  [undefined, '/admin/'],
  ['', '/admin/'],
  ['/admin/work', '/admin/work'],
  [`/admin/tickets/${TICKET}?tab=log`, `/admin/tickets/${TICKET}?tab=log`],
  ['/m/', '/m/'],
  ['https://evil.example/', '/admin/'],
  ['//evil.example/', '/admin/'],
  ['/\\evil.example', '/admin/'],
  ['\\\\evil.example', '/admin/'],
  ['/\t/evil.example', '/admin/'],
  ['/\n/evil.example', '/admin/'],
  ['/admin//evil.example', '/admin/'],
  ['javascript:alert(1)', '/admin/'],
  ['/auth/wecom/x/start', '/admin/'],
  ['/api/session.end', '/admin/'],
  ['/go/x/work', '/admin/'],
  ['/admin/工单', '/admin/'],
  [`/${'a'.repeat(600)}`, '/admin/'],
])('after signing in, %j leads to %s', (to, path) => expect(ownPath(to)).toBe(path));

test('wherever it is said to lead, it stays on our site', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '..',
    '.',
    '@',
    ':',
    '#',
    '?',
    '\t',
    '\r\n',
    'evil.example',
    'https:',
    '%2f',
    'admin',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 4 })), { maxLength: 12 }), (list) => {
      const path = ownPath(list.join(''));
      expect(new URL(path, 'https://own.example/auth/wecom/x/back').origin).toBe('https://own.example');
      expect(path).toMatch(/^\/[\x21-\x7e]*$/);
    }),
  );
});

test.each([
  [`t/${TICKET}`, `/admin/tickets/${TICKET}`],
  ['work', '/admin/work'],
  ['', '/admin/'],
  ['t/short', '/admin/'],
  [`t/${TICKET}/more`, '/admin/'],
  ['t/../../evil', '/admin/'],
  ['admin', '/admin/'],
])('a notice’s %j leads to %s', (rest, page) => expect(pageBehind(rest)).toBe(page));

test.each([
  [`t/${TICKET}`, 'works', `/m/#/pages/ticket-work/index?id=${TICKET}`],
  [`t/${TICKET}`, 'reports', `/m/#/pages/ticket/index?id=${TICKET}`],
  ['work', 'works', '/m/'],
  ['t/short', 'works', '/admin/'],
  ['', 'reports', '/admin/'],
] as const)('on a phone, a notice’s %j leads somebody who %s to %s', (rest, hand, page) => {
  expect(pageBehind(rest, hand)).toBe(page);
  expect(ownPath(page)).toBe(page);
});

test('the mini-program is told that its reader has come; the console asks nobody', () => {
  const page = asReader(`/m/#/pages/ticket/index?id=${TICKET}`);
  expect(page).toBe(`/m/?by=notice#/pages/ticket/index?id=${TICKET}`);
  expect(ownPath(page)).toBe(page);
  expect(asReader('/admin/work')).toBe('/admin/work');
});

test('the console signs in first, where nothing else does', () => {
  expect(consoleSignIn('/admin/work')).toBe('/admin/?to=%2Fadmin%2Fwork');
  expect(consoleSignIn('/admin/')).toBe('/admin/');
  expect(consoleSignIn('/m/#/pages/ticket/index?id=1')).toBe('/m/#/pages/ticket/index?id=1');
});
