import { countOf, type Filter, filterIn, fits, paramsOf, unfiltered } from '../src/features/ticket/filters';

const ID = '1m83hdqz0tec0eam2rgc' as never;
const FULL: Filter = {
  view: 'handling',
  phase: ['open', 'active'],
  priority: ['urgent'],
  templateId: ID,
  siteId: ID,
  assetId: ID,
  assigneeId: ID,
  overdue: true,
  day: '2026-11-23',
  text: '漏水 3号楼',
};

test('a filter survives the address', () => {
  expect(filterIn(paramsOf(FULL))).toEqual(FULL);
  expect(filterIn(new URLSearchParams(paramsOf(FULL).toString()))).toEqual(FULL);
  expect(paramsOf({}).toString()).toBe('');
});

test.each([
  ['view=everything', {}],
  ['view=all', {}],
  ['phase=open.nonsense', { phase: ['open'] }],
  ['phase=nonsense', {}],
  ['site=../../etc', {}],
  ['overdue=yes', {}],
  ['text=%20%20', {}],
  ['day=2026-11-31x', {}],
  ['day=2026-13-01', {}],
])('%s is read as %j', (address, filter) => expect(filterIn(new URLSearchParams(address))).toEqual(filter));

test('view, phase and words show themselves; the rest is counted and can be cleared', () => {
  expect(countOf(FULL)).toBe(7);
  expect(unfiltered(FULL)).toEqual({ view: 'handling', phase: ['open', 'active'], text: '漏水 3号楼' });
});

test.each([
  [{ phase: ['open'] }, false],
  [{ phase: ['active'] }, true],
  [{ overdue: true }, false],
  [{ assigneeId: ID }, false],
  [{ text: 'only the server knows' }, true],
] as [Filter, boolean][])('a line under %j: %s', (filter, stays) =>
  expect(fits({ phase: 'active', priority: 'low', overdue: false, assignee: null }, filter)).toBe(stays),
);
