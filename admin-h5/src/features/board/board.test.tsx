import { gridOf } from './grid';

const A = '1m83hdqz0tec0eam2rgc' as never;
const B = '1m83hdqz0tec0eam2rgd' as never;
const BOARD = {
  days: ['2026-11-21', '2026-11-22', '2026-11-23'],
  templates: [],
  cells: [
    { day: '2026-11-23', templateId: A, phase: 'open', count: 3 },
    { day: '2026-11-23', templateId: B, phase: 'open', count: 1 },
    { day: '2026-11-21', templateId: A, phase: 'closed', count: 7 },
  ],
} as const;

test('days come newest first, those without tickets too; templates are added up', () => {
  const grid = gridOf(BOARD as never, null);
  expect(grid.phases).toEqual(['open', 'closed']);
  expect(grid.lines.map(({ day, total }) => [day, total])).toEqual([
    ['2026-11-23', 4],
    ['2026-11-22', 0],
    ['2026-11-21', 7],
  ]);
  expect(grid.sum).toEqual({ day: null, counts: { open: 4, closed: 7 }, total: 11 });
  expect(grid.most).toBe(7);
});

test('one template alone keeps the columns of all', () => {
  const grid = gridOf(BOARD as never, B);
  expect(grid.phases).toEqual(['open', 'closed']);
  expect(grid.sum).toEqual({ day: null, counts: { open: 1 }, total: 1 });
});
