import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { filesIn, fingerprint } from './fingerprint.cjs';

let root: string;
const write = (file: string, content: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
};
const hash = (more?: string) => fingerprint(root, ['src', 'package.json'], more);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'paidan fingerprint '));
  write('src/a.ts', 'a');
  write('src/inner/b.ts', 'b');
  write('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('fingerprint', () => {
  test('is the same for the same content, whenever it was written', () => {
    const before = hash();
    utimesSync(path.join(root, 'src/a.ts'), 1, 1);
    expect(hash()).toBe(before);
    expect(fingerprint(root, ['package.json', 'src'])).toBe(before);
  });

  test.each([
    ['changed content', () => write('src/a.ts', 'A')],
    ['a new file', () => write('src/c.ts', '')],
    ['a file that is gone', () => rmSync(path.join(root, 'src/inner/b.ts'))],
    ['content that moved from one file to the next', () => [write('src/a.ts', ''), write('src/inner/b.ts', 'ab')]],
    ['a named file that is gone', () => rmSync(path.join(root, 'package.json'))],
  ])('differs for %s', (_, change) => {
    const before = hash();
    change();
    expect(hash()).not.toBe(before);
  });

  test('differs for another setting', () => {
    expect(hash('PAIDAN_SERVER=https://a')).not.toBe(hash('PAIDAN_SERVER=https://b'));
  });

  test('installed packages, outputs, tests and hidden files do not count', () => {
    const before = hash();
    for (const file of ['node_modules/x/i.js', 'dist/main.js', 'a.test.ts', 'b.test.tsx', 'test/c.ts', '.swc/d']) {
      write(`src/${file}`, 'x');
    }
    expect(hash()).toBe(before);
    expect(filesIn(root, ['src'])).toEqual(['src/a.ts', 'src/inner/b.ts']);
  });

  test('a file that is named itself counts, wherever it is', () => {
    write('src/dist/main.js', 'x');
    expect(filesIn(root, ['src/dist/main.js'])).toEqual(['src/dist/main.js']);
  });
});
