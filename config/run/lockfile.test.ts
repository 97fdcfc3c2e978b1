import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { completed, isSatisfied, lockProblems, read } from './lockfile.cjs';

test('package-lock.json is whole: `npm ci` takes it on every platform', () => {
  const { lock, manifests } = read(path.resolve(__dirname, '../..'));
  expect(lockProblems(lock, manifests)).toEqual([]);
});

describe('a lockfile that lacks another platform’s package', () => {
  const tool = { version: '2.0.0', dev: true, optionalDependencies: { 'tool-darwin-arm64': '2.0.0' } };
  const lock = { packages: { '': {}, 'node_modules/tool': tool } };
  const added = { version: '2.0.0', cpu: ['arm64'], os: ['darwin'], dev: true, optional: true };

  test('is a problem until it is completed', () => {
    expect(lockProblems(lock, {})).toHaveLength(1);
    expect(completed(lock).packages).toEqual({ ...lock.packages, 'node_modules/tool-darwin-arm64': added });
    expect(lockProblems(completed(lock), {})).toEqual([]);
  });

  test('another version higher up does not stand in for it', () => {
    const older = { packages: { ...lock.packages, 'node_modules/tool-darwin-arm64': { version: '1.0.0' } } };
    expect(completed(older).packages).toHaveProperty(
      ['node_modules/tool/node_modules/tool-darwin-arm64', 'version'],
      '2.0.0',
    );
  });

  test('Linux packages say which C library they are for', () => {
    const linux = { version: '1.0.0', optionalDependencies: { '@a/b-linux-arm64-musl': '1.0.0' } };
    expect(completed({ packages: { 'node_modules/@a/b': linux } }).packages).toHaveProperty(
      'node_modules/@a/b-linux-arm64-musl',
      { version: '1.0.0', cpu: ['arm64'], libc: ['musl'], os: ['linux'], optional: true },
    );
  });
});

test('a package.json that asks for something else is a problem', () => {
  const lock = { packages: { '': { devDependencies: { jest: '30.0.0' } } } };
  expect(lockProblems(lock, { '': { devDependencies: { jest: '30.0.0' } } })).toEqual([]);
  expect(lockProblems(lock, { '': { devDependencies: { jest: '31.0.0' } } })).toHaveLength(1);
});

describe('isSatisfied', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      shared: { version: '0.1.0', dependencies: { zod: '4.6.7' } },
      'node_modules/@paidan/shared': { resolved: 'shared', link: true },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/@esbuild/win32-x64': { version: '0.28.2', optional: true, os: ['win32'] },
    },
  };
  const { '': _, 'node_modules/@esbuild/win32-x64': __, ...installed } = lock.packages;

  test.each<[string, Record<string, object>, boolean]>([
    ['everything for this platform is there', installed, true],
    ['something more is there', { ...installed, 'node_modules/left': { version: '1.0.0' } }, true],
    ['another version is there', { ...installed, 'node_modules/zod': { version: '4.6.6' } }, false],
    ['a workspace needs something else now', { ...installed, shared: { version: '0.1.0' } }, false],
    ['a copy stands in for a workspace', { ...installed, 'node_modules/@paidan/shared': { version: '0.1.0' } }, false],
    ['nothing is there', {}, false],
  ])('%s', (__, packages, expected) => {
    expect(isSatisfied(lock, { packages })).toBe(expected);
  });
});
