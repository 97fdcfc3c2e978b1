/** @jest-environment node */
// Suites that share a process share its libraries and nothing else.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const require = createRequire(__filename);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'paidan libraries '));
  write('package.json', JSON.stringify({ name: 'x', dependencies: { counted: '1.0.0', '@paidan/shared': '0.1.0' } }));
  write('node_modules/counted/package.json', JSON.stringify({ name: 'counted', main: 'index.js' }));
  write(
    'node_modules/counted/index.js',
    'exports.loads = process.loads = (process.loads ?? 0) + 1; exports.day = new Date();',
  );
  write('own.js', 'exports.suites = 0;');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

/** Both suites in one process; what the second found amiss, if anything. */
function failure(suite: string): string {
  for (const name of ['a', 'b']) write(`${name}.test.cjs`, `test('this', () => {${suite}});`);
  const { shared } = require('./libraries.cjs');
  const config = {
    rootDir: folder,
    testMatch: ['**/*.test.cjs'],
    transform: shared(folder),
    transformIgnorePatterns: [],
    testEnvironment: path.join(__dirname, 'environment.cjs'),
    testRunner: path.join(__dirname, 'suite.cjs'),
  };
  const args = ['--config', JSON.stringify(config), '--runInBand'];
  const { status, stderr } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr;
}

test('a library is loaded once, our own code by each suite', () => {
  expect(
    failure(`
      expect(require('counted').loads).toBe(1);
      expect(require('./own').suites).toBe(0);
      require('./own').suites += 1;`),
  ).toBe('');
});

test('what a library makes is of the kind that the suite knows', () => {
  expect(failure(`expect(require('counted').day instanceof Date).toBe(true);`)).toBe('');
});

test('settings and names that a suite changed are as before in the next', () => {
  expect(
    failure(`
      expect([process.env.OWN_SETTING, process.env.PATH === '', globalThis.ownName, typeof fetch]).toEqual([undefined, false, undefined, 'function']);
      process.env.OWN_SETTING = 'set';
      process.env.PATH = '';
      globalThis.ownName = 'set';
      globalThis.fetch = null;`),
  ).toBe('');
});

test('a clock that a suite stopped goes in the next', () => {
  expect(failure(`expect(Date.now()).toBeGreaterThan(1e12); jest.useFakeTimers({ now: 0 });`)).toBe('');
});

test('what is wrong is told', () => {
  expect(failure(`throw new Error('just so');`)).toContain('just so');
});
