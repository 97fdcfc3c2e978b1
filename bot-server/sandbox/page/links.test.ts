// Where a card may lead.
import { addressOf, miniAddress, pictureAddress, wayIn, wayInOf, webAddress } from './links';

test.each([
  ['https://paidan.example/go/1', true],
  ['/go/1', true],
  ['javascript:alert(1)', false],
  ['JavaScript:alert(1)', false],
  ['data:text/html,x', false],
  ['http://', false],
  ['', false],
  [undefined, false],
])('%s is a way: %s', (url, is) => expect(webAddress(url) !== null).toBe(is));

test.each([
  ['a page', { type: 1, url: 'https://a.example/' }, true, 'https://a.example/'],
  [
    'a mini-program beside the product',
    { type: 2, appid: 'wx1', pagepath: '/pages/a?id=1' },
    true,
    '/m/#/pages/a?id=1',
  ],
  ['a mini-program without it', { type: 2, appid: 'wx1', pagepath: 'pages/a' }, false, null],
  ['no way', { type: 0, url: 'https://a.example/' }, true, null],
  ['nothing', undefined, true, null],
])('%s', (_name, link, beside, expected) => expect(addressOf(link, beside)).toBe(expected));

test('a page of the mini-program never leaves our own site', () => {
  expect(miniAddress('//evil.example/x', true)).toBe('/m/#/evil.example/x');
});

test.each([
  ['/api/files/1', true],
  ['http://here.example/a.png', true],
  ['https://elsewhere.example/a.png', false],
  ['data:image/png;base64,AA', true],
  ['data:text/html,x', false],
])('picture %s is shown: %s', (url, is) => expect(pictureAddress(url, 'http://here.example') !== null).toBe(is));

test('the way into the mini-program comes back whole; a page without one is the bench', () => {
  const way = { appid: 'wx1', openid: 'o=1&2', org: 'cuihu', page: 'pages/ticket/index?id=1&for=2' };
  expect(wayInOf(wayIn(way))).toEqual(way);
  expect(wayInOf(wayIn({ ...way, page: '' }))).toEqual({ ...way, page: '' });
  const ding = { corpId: 'ding1', clientId: 'app1', userid: 'u1', org: 'cuihu', page: '' };
  expect(wayInOf(wayIn(ding))).toEqual(ding);
  for (const search of ['?corpId=ding1&clientId=app1&org=cuihu', '', '?appid=wx1', '?appid=wx1&openid=&org=cuihu'])
    expect(wayInOf(search)).toBeNull();
});
