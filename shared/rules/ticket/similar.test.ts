import type { Ticket } from '../../model/ticket';
import { APART, twinsOf } from './similar';

type Row = Pick<Ticket, 'id' | 'phase' | 'siteId' | 'assetId' | 'templateId' | 'createdAt'>;
const row = (id: string, more: Partial<Record<keyof Row, string | number | null>> = {}): Row =>
  ({ id, phase: 'open', siteId: 's1', assetId: null, templateId: 't1', createdAt: 0, ...more }) as Row;
const twin = (one: Row, ...others: Row[]) => twinsOf([one], [one, ...others]).get(one.id)?.id ?? null;

test.each<[string, Row, Row, string | null]>([
  ['same place and kind', row('k2'), row('k1'), 'k1'],
  ['another place', row('k2'), row('k1', { siteId: 's2' }), null],
  ['another kind of report', row('k2'), row('k1', { templateId: 't2' }), null],
  ['same asset, whatever the kind', row('k2', { assetId: 'a' }), row('k1', { assetId: 'a', templateId: 't2' }), 'k1'],
  ['another asset at the same place', row('k2', { assetId: 'a' }), row('k1', { assetId: 'b' }), null],
  ['an asset, and the place alone', row('k2', { assetId: 'a' }), row('k1'), null],
  ['over', row('k2'), row('k1', { phase: 'closed' }), null],
  ['finished, to be confirmed', row('k2'), row('k1', { phase: 'done' }), null],
  ['over itself', row('k2', { phase: 'cancelled' }), row('k1'), null],
  ['the later one of two is no twin of the first', row('k1'), row('k2'), null],
  ['a week apart', row('k2', { createdAt: APART }), row('k1'), 'k1'],
  ['farther apart', row('k2', { createdAt: APART + 1 }), row('k1'), null],
  ['without a place', row('k2', { siteId: null }), row('k1', { siteId: null }), null],
])('%s', (_name, one, other, expected) => {
  expect(twin(one, other)).toBe(expected);
});

test('of several, the first one', () => {
  expect(twin(row('k4'), row('k3'), row('k1'), row('k2'))).toBe('k1');
});
