import { describe, expect, test } from '@jest/globals';
import type { Field } from '@paidan/shared/model/field';
import type { Found } from '../../lib/spot';
import { arranged, begun, spotValues, suits, titled } from './arrange';

const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  key,
  type,
  label: { zh: key, en: key },
  node: 'report',
  ...more,
});
const binds = { title: 'title', priority: 'priority', site: 'site', asset: 'asset', phone: 'phone' };

test('photo first, words second, what is known already last; unlisted types at the end', () => {
  const fields = [
    field('title', 'text'),
    field('location', 'location'),
    field('phone', 'phone'),
    field('site', 'site'),
    field('photos', 'photo'),
    field('category', 'select'),
    field('more', 'longText'),
    field('second', 'text'),
  ];
  expect(arranged(fields).map(({ key }) => key)).toEqual([
    ...['photos', 'category', 'title', 'second', 'more', 'site', 'phone', 'location'],
  ]);
});

describe('what is filled in already', () => {
  test('an ordinary priority, and the phone of last time', () => {
    expect(begun(binds, '13800000000')).toEqual({ priority: 'normal', phone: '13800000000' });
    expect(begun(binds, '')).toEqual({ priority: 'normal' });
    expect(begun({ title: 'title' }, '13800000000')).toEqual({});
  });

  const asset = (siteId: string | null) => ({ kind: 'asset', asset: { id: 'a1', siteId } }) as unknown as Found;
  const site = { kind: 'site', site: { id: 's1' } } as unknown as Found;
  test.each<[string, Found, object, object]>([
    ['a site', site, binds, { site: 's1' }],
    ['an asset and where it stands', asset('s1'), binds, { site: 's1', asset: 'a1' }],
    ['an asset that stands nowhere', asset(null), binds, { asset: 'a1' }],
    ['an asset where the template asks for the site only', asset('s1'), { title: 't', site: 'site' }, { site: 's1' }],
  ])('%s', (_, found, of, values) => {
    expect(spotValues(of as typeof binds, found)).toEqual(values);
  });
});

describe('a choice is a title', () => {
  const fields = [field('title', 'text'), field('category', 'select'), field('answer', 'select', { node: 'other' })];
  const label = (_: Field, value: string) => `【${value}】`;
  test.each<[string, Record<string, string>, Record<string, string>, Record<string, string>]>([
    ['until a better one', {}, { category: 'lift' }, { category: 'lift', title: '【lift】' }],
    [
      'changed with the choice',
      { category: 'lift', title: '【lift】' },
      { category: 'door', title: '【lift】' },
      { category: 'door', title: '【door】' },
    ],
    ['taken back with it', { category: 'lift', title: '【lift】' }, { title: '【lift】' }, {}],
    [
      'never over the person’s own words',
      { title: '门坏了' },
      { title: '门坏了', category: 'door' },
      { title: '门坏了', category: 'door' },
    ],
    ['nor when they empty it', { category: 'lift', title: '【lift】' }, { category: 'lift' }, { category: 'lift' }],
  ])('%s', (_, before, after, result) => {
    expect(titled(fields, binds, before, after, label)).toEqual(result);
  });
});

test('a template that asks for the thing and what is wrong with it is the likeliest', () => {
  const flow = [{ id: 'report', kind: 'start', title: { zh: '', en: '' } }] as never;
  const repair = { binds, flow, fields: [field('category', 'select'), field('photos', 'photo')] };
  const area = { binds, flow, fields: [field('photos', 'photo')] };
  const complaint = { binds: { title: 'title', site: 'site' }, flow, fields: [field('photos', 'photo')] };
  // What is asked later on says nothing about reporting.
  const later = { ...complaint, fields: [field('photos', 'photo'), field('cause', 'select', { node: 'repair' })] };
  const order = [complaint, later, area, repair].map(suits);
  expect(order).toEqual([1, 1, 5, 7]);
});
