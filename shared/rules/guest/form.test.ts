import type { Field } from '../../model/field';
import { askedOf, placed, pressesOf, publicShape, wordsIn } from './form';

const label = { zh: '甲', en: 'A' };
const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  ...{ key, type, label, node: 'report' },
  ...more,
});
const SHAPE = {
  binds: { title: 'title', site: 'site', asset: 'asset', phone: 'phone' },
  flow: [{ id: 'report', kind: 'start' as const, title: label }],
  fields: [
    field('title', 'text', { required: true }),
    field('site', 'site', { required: true }),
    field('asset', 'asset'),
    field('phone', 'phone', { required: true }),
    field('priority', 'priority', { required: true }),
    field('remedy', 'longText', { node: 'repair', required: true }),
  ],
};
const keys = (fields: readonly Field[] | undefined) => fields?.map(({ key, required }) => key + (required ? '!' : ''));

test('the place is the label’s, the phone number as the organization wants it, later steps as they are', () => {
  expect(keys(publicShape(SHAPE, 's', 'required')?.fields)).toEqual([
    'title!',
    'site',
    'asset',
    'phone!',
    'priority!',
    'remedy!',
  ]);
  expect(keys(publicShape(SHAPE, 's', 'optional')?.fields)).toEqual([
    'title!',
    'site',
    'asset',
    'phone',
    'priority!',
    'remedy!',
  ]);
  expect(keys(publicShape(SHAPE, 'a', 'never')?.fields)).toEqual(['title!', 'site', 'asset', 'priority!', 'remedy!']);
  expect(keys(askedOf(SHAPE.fields))).toEqual(['title!', 'phone!', 'priority!', 'remedy!']);
});

test('a form that asks for what the label cannot say is not offered there', () => {
  const needsAsset = { ...SHAPE, fields: [...SHAPE.fields, field('asset', 'asset', { required: true })] };
  expect(publicShape(needsAsset, 's', 'never')).toBeNull();
  expect(publicShape(needsAsset, 'a', 'never')).not.toBeNull();
  const other = { ...SHAPE, fields: [...SHAPE.fields, field('from', 'site', { required: true })] };
  expect(publicShape(other, 's', 'never')).toBeNull();
  expect(publicShape({ ...SHAPE, binds: { title: 'title' } }, 's', 'never')).toBeNull();
});

test('whatever place is sent, the label’s stands', () => {
  const sent = { title: '灯', site: 'elsewhere', asset: 'another' };
  expect(placed(SHAPE, sent, { siteId: 'here', assetId: null })).toEqual({ title: '灯', site: 'here' });
  expect(placed(SHAPE, sent, { siteId: 'here', assetId: 'lift' })).toEqual({
    title: '灯',
    site: 'here',
    asset: 'lift',
  });
});

test('presses and words are counted as the person meets them', () => {
  expect(pressesOf({ ...SHAPE, fields: publicShape(SHAPE, 's', 'optional')?.fields ?? [] })).toBe(1);
  expect(pressesOf(SHAPE)).toBe(2);
  expect(wordsIn(SHAPE, { title: '灯坏了', phone: '138', remedy: '换' })).toEqual(['灯坏了']);
});
