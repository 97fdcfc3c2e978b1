import { describe, expect, test } from '@jest/globals';
import { refOf } from '@paidan/shared/rules/label/code';
import * as fc from 'fast-check';
import { hasCode, readCode, readQuery } from './code';
import { flatQuery } from './host/query';

const ID = '0123456789abcdefghjk';
const lift = { kind: 'asset', org: 'yuncheng', code: 'LIFT-01' };

describe('a code', () => {
  test.each<[string, unknown]>([
    ['https://paidan.example.com/q/yuncheng/a/LIFT-01', lift],
    ['http://127.0.0.1:7400/q/yuncheng/a/LIFT-01/?from=wall', lift],
    [encodeURIComponent('https://paidan.example.com/q/yuncheng/a/LIFT-01'), lift],
    ['https://paidan.example.com/q/yuncheng/s/B1-0501', { kind: 'site', org: 'yuncheng', code: 'B1-0501' }],
    [`s.${ID}`, { kind: 'site', id: ID }],
    [`a.${ID}`, { kind: 'asset', id: ID }],
    [`pages/report/index?scene=a.${ID}`, { kind: 'asset', id: ID }],
    [`https://paidan.example.com/m/#/pages/report/index?site=${ID}`, { kind: 'site', id: ID }],
    ['https://paidan.example.com/m/#/pages/report/index?org=yuncheng&kind=a&code=LIFT-01', lift],
    // torn or foreign
    ['https://paidan.example.com/q/yuncheng/a', null],
    ['https://paidan.example.com/q/yuncheng/x/1', null],
    ['s.', null],
    ['s.short', null],
    ['%E0%A4%A', null],
    ['https://example.com/menu?table=7', null],
    ['', null],
  ])('%s', (text, spot) => {
    expect(readCode(text)).toEqual(spot);
  });

  test('no text breaks it', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCode(text)));
  });
});

describe('the way in', () => {
  test.each<[Record<string, string>, unknown, boolean]>([
    [{ scene: encodeURIComponent(`s.${ID}`) }, { kind: 'site', id: ID }, true],
    [{ q: encodeURIComponent('https://paidan.example.com/q/yuncheng/a/LIFT-01') }, lift, true],
    [{ link: 'https://paidan.example.com/q/yuncheng/a/LIFT-01' }, lift, true],
    [{ org: 'yuncheng', kind: 'a', code: 'LIFT-01' }, lift, true],
    [{ site: ID }, { kind: 'site', id: ID }, true],
    [{ scene: 'torn' }, null, true],
    [{}, null, false],
  ])('%j', (query, spot, coded) => {
    expect(readQuery(query)).toEqual(spot);
    expect(hasCode(query)).toBe(coded);
  });

  test.each(['site', 'asset'] as const)(
    'the scene that the server makes for a %s, at launch and in the page',
    (kind) => {
      const raw = { scene: encodeURIComponent(refOf(kind, ID)) };
      expect(readQuery(raw)).toEqual({ kind, id: ID });
      expect(readQuery(flatQuery(raw))).toEqual({ kind, id: ID });
    },
  );
});
