import { byPassword } from './byPassword';

test.each([
  ['/m/', '/m/?by=password'],
  ['/m/#/pages/ticket/index?id=01h', '/m/?by=password#/pages/ticket/index?id=01h'],
  ['/m/?by=notice#/pages/ticket/index?id=01h', '/m/?by=password#/pages/ticket/index?id=01h'],
  ['/m/#javascript:alert(1)', '/m/?by=password'],
  ['/admin/tickets/01h', '/admin/?to=%2Fadmin%2Ftickets%2F01h'],
  ['/admin/', '/admin/'],
  ['', '/admin/'],
  ['//evil.example/', '/admin/'],
  ['/admin/"><script>', '/admin/'],
  ['https://evil.example/m/', '/admin/'],
])('%j leads to %s', (to, page) => {
  expect(byPassword(to)).toBe(page);
});
