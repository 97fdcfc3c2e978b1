/** @jest-environment node */
// What one suite had Node carry along with every promise is gone before the next begins, in the same process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const require = createRequire(__filename);
/** A suite that looks at the storages of those before it, and leaves one. What belongs to Node is shared by all suites. */
const SUITE = `
  const hooks = require('node:async_hooks');
  test('nothing is left', () => {
    const earlier = (hooks.earlier ??= []);
    expect(earlier.filter(({ enabled }) => enabled === true)).toEqual([]);
    const own = new hooks.AsyncLocalStorage();
    own.run('carried along', () => undefined);
    earlier.push(own);
  });
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paidan suites '));
  for (const name of ['a', 'b']) writeFileSync(path.join(folder, `${name}.test.cjs`), SUITE);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function exitCode(testRunner: string): number | null {
  const testEnvironment = require.resolve('jest-environment-node');
  const config = { rootDir: folder, testMatch: ['**/*.test.cjs'], transform: {}, testEnvironment, testRunner };
  const args = ['--config', JSON.stringify(config), '--runInBand'];
  return spawnSync(process.execPath, [require.resolve('jest/bin/jest'), ...args], { cwd: folder }).status;
}

test('two in one process', () => {
  expect(exitCode(path.join(__dirname, 'suite.cjs'))).toBe(0);
});

test('jest by itself leaves them, where Node shows it', () => {
  const shows = 'enabled' in new (require('node:async_hooks').AsyncLocalStorage)();
  expect(exitCode(require.resolve('jest-circus/runner'))).toBe(shows ? 1 : 0);
});
