import { metresEn, metresZh } from './metres';

test.each([
  [0, '0 米', '0 m'],
  [8.4, '8 米', '8 m'],
  [999.4, '999 米', '999 m'],
  [999.6, '1 公里', '1 km'],
  [1000, '1 公里', '1 km'],
  [1249, '1.2 公里', '1.2 km'],
  [196_584, '196.6 公里', '196.6 km'],
])('%d metres', (metres, chinese, english) => {
  expect([metresZh(metres), metresEn(metres)]).toEqual([chinese, english]);
});
