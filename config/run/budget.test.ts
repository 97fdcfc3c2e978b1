/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { budgetLines, SUITES } from './budget.cjs';

const root = path.resolve(__dirname, '../..');
const took = (file: string, seconds: number) => ({
  name: path.join(root, file),
  startTime: 1000,
  endTime: 1000 + seconds * 1000,
});

test('what files took is added up by suite, the narrower folder first', () => {
  const lines = budgetLines(
    [took('shared/a.test.ts', 1), took('shared/b.test.ts', 2.4), took('bot-server/test/fuzz/fuzz.test.ts', 9)],
    root,
  );
  expect(lines.find((line) => line.startsWith('rules'))).toMatch(/ 3 s of/);
  expect(lines.find((line) => line.startsWith('fuzzing'))).toMatch(/ 9 s of/);
  expect(lines.find((line) => line.startsWith('whole server'))).toMatch(/ 0 s of/);
});

test('what is over its budget, and what has none, is said', () => {
  const lines = budgetLines([took('shared/a.test.ts', 5000), took('elsewhere/a.test.ts', 1)], root);
  expect(lines.find((line) => line.startsWith('rules'))).toContain('over');
  expect(lines.filter((line) => line.includes('over'))).toHaveLength(1);
  expect(lines.at(-1)).toContain('elsewhere/a.test.ts');
});

test('every test of the repository has a budget', () => {
  const files = execFileSync('git', ['ls-files', '*.test.ts', '*.test.tsx'], { cwd: root, encoding: 'utf8' });
  const results = files
    .trim()
    .split('\n')
    .map((file) => took(file, 0));
  expect(results.length).toBeGreaterThan(100);
  expect(budgetLines(results, root)).toHaveLength(SUITES.length);
});

test('all budgets together, two files at a time, leave room within half an hour for what comes before the tests', () => {
  const all = SUITES.reduce((sum, { seconds }) => sum + seconds, 0);
  expect(all / 2).toBeLessThan(28 * 60);
});
