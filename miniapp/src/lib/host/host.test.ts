// How the app was opened, how places are shifted for maps, what a platform's error means, and that each is said in words.
import { describe, expect, test } from '@jest/globals';
import { metresBetween } from '@paidan/shared/kernel/geo';
import { drawStamp, fitted, type Paper } from './draw';
import { failed } from './fail';
import { fromMap, toMap } from './gcj';
import type { Matter, TroubleCode } from './port';
import { flatQuery } from './query';
import { sayTrouble } from './trouble';

describe('how it was opened', () => {
  const link = 'https://p.example/q/vanke/s/LOBBY-1?org=vanke&t=jj';
  test.each([
    ['an ordinary link, encoded', { q: encodeURIComponent(link), scancode_time: '1' }, { org: 'vanke', t: 'jj', link }],
    ['a scene of pairs', { scene: encodeURIComponent('org=vanke&s=1') }, { org: 'vanke', s: '1' }],
    ['a scene that names a place', { scene: 's.0123456789abcdefghjk' }, { scene: 's.0123456789abcdefghjk' }],
    ['the same, encoded', { scene: 'a%2E0123456789abcdefghjk' }, { scene: 'a.0123456789abcdefghjk' }],
    ['a query as it is', { org: 'vanke', id: '7' }, { org: 'vanke', id: '7' }],
    ['a torn code', { q: '%E4%B8%' }, { link: '%E4%B8%' }],
    ['what is no text is left out', { org: 7, id: ['x'], s: 'ok' }, { s: 'ok' }],
    ['nothing', {}, {}],
  ])('%s', (_, raw, expected) => {
    expect(flatQuery(raw)).toMatchObject(expected);
  });

  test('an address with a hash gives the query of either side', () => {
    expect(flatQuery({ q: encodeURIComponent('https://p.example/m/?org=a#/pages/report/index?t=b') })).toMatchObject({
      org: 'a',
      t: 'b',
    });
  });
});

describe('maps', () => {
  // Known pairs: Tian'anmen and the Shanghai Tower, about half a kilometre apart between the two systems.
  test.each([
    [{ lat: 39.9075, lng: 116.39723 }, 550],
    [{ lat: 31.2335, lng: 121.5056 }, 500],
  ])('%o is shifted by some %s m', (point, metres) => {
    const shifted = toMap(point);
    expect(Math.abs(metresBetween(point, shifted) - metres)).toBeLessThan(100);
  });
  // WGS-84 and GCJ-02 of the same spot, as published with other implementations.
  test.each([
    [31.1774276, 121.5272106, 31.17530398, 121.53154186],
    [22.543847, 113.912316, 22.54079613, 113.91717648],
    [39.911954, 116.377817, 39.91334546, 116.38404722],
  ])('%s, %s is %s, %s on a map, and back again', (lat, lng, mapLat, mapLng) => {
    const [world, map] = [
      { lat, lng },
      { lat: mapLat, lng: mapLng },
    ];
    expect(metresBetween(toMap(world), map)).toBeLessThan(1);
    expect(metresBetween(fromMap(map), world)).toBeLessThan(1);
    expect(metresBetween(fromMap(toMap(world)), world)).toBeLessThan(0.01);
  });
  test('outside of China nothing is shifted', () => {
    const london = { lat: 51.5, lng: -0.12 };
    expect([toMap(london), fromMap(london)]).toEqual([london, london]);
  });
});

describe('trouble', () => {
  test.each<[string, unknown, TroubleCode]>([
    ['WeChat, back', { errMsg: 'chooseMedia:fail cancel' }, 'cancelled'],
    ['WeChat, no', { errMsg: 'getLocation:fail auth deny' }, 'denied'],
    ['WeChat, no guide agreed to', { errMsg: 'getLocation:fail privacy permission is not authorized' }, 'privacy'],
    ['DingTalk, back', { error: 11, errorMessage: '用户取消操作' }, 'cancelled'],
    ['a browser, no', Object.assign(new Error('x'), { name: 'NotAllowedError' }), 'denied'],
    ['a full disk', Object.assign(new Error('x'), { name: 'QuotaExceededError' }), 'full'],
    ['an old phone', new TypeError('Taro.chooseMedia is not a function'), 'unsupported'],
    ['whatever else', { errMsg: 'scanCode:fail' }, 'failed'],
    ['nothing at all', undefined, 'failed'],
  ])('%s', (_, error, code) => {
    expect(failed('camera', error).refusal.code).toBe(code);
  });

  const MATTERS: readonly Matter[] = [
    'camera',
    'place',
    'voice',
    'scan',
    'call',
    'map',
    'pay',
    'subscribe',
    'share',
    'storage',
    'signIn',
  ];
  const CODES: readonly TroubleCode[] = [
    'denied',
    'privacy',
    'off',
    'unsupported',
    'full',
    'tooLarge',
    'heic',
    'notPicture',
    'failed',
  ];
  test.each(CODES)('%s is said in both languages with a next step', (code) => {
    for (const matter of MATTERS) {
      for (const language of ['zh-CN', 'en'] as const) {
        const { text } = sayTrouble({ matter, code }, language);
        expect(text).toMatch(/[，,。.;；(（]/);
        expect(text.length).toBeGreaterThan(10);
      }
    }
  });
  test('going back needs no words', () => {
    expect(sayTrouble({ matter: 'camera', code: 'cancelled' }, 'zh-CN').text).toBe('');
  });
});

describe('a watermark', () => {
  test('keeps within what the server keeps', () => {
    expect(fitted({ width: 4000, height: 3000 })).toEqual({ width: 2048, height: 1536 });
    expect(fitted({ width: 300, height: 200 })).toEqual({ width: 300, height: 200 });
  });
  test.each([
    [2048, 1536],
    [320, 240],
  ])('%s × %s: every line stands on the band, inside the picture', (width, height) => {
    const lines: { text: string; y: number }[] = [];
    let band = height;
    const paper = {
      drawImage: () => {},
      fillRect: (_x: number, y: number) => {
        band = y;
      },
      fillText: (text: string, _x: number, y: number) => void lines.push({ text, y }),
    } as unknown as Paper;
    drawStamp(paper, {}, { width, height }, ['时间', '地点', '李建国 · #7']);
    expect(lines.map(({ text }) => text)).toEqual(['时间', '地点', '李建国 · #7']);
    for (const { y } of lines) expect(y >= band && y < height).toBe(true);
  });
});
