/** @jest-environment node */
// Where tests put what they throw away: what somebody has chosen stays; what was made in memory is gone with the program.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

const SCRATCH = pathToFileURL(path.join(__dirname, 'scratch.mjs')).href;
/** The temporary folder that a program has from then on, and whether it may be written by anybody. */
const PROGRAM = `
  import { statSync } from 'node:fs';
  import { tmpdir } from 'node:os';
  import { useScratch } from '${SCRATCH}';
  useScratch();
  console.log(JSON.stringify([tmpdir(), (statSync(tmpdir()).mode & 0o777) === 0o777]));
`;

function used(chosen?: string): readonly [string, boolean] {
  const { TMPDIR: _ours, ...env } = process.env;
  const args = ['--input-type=module', '-e', PROGRAM];
  const said = execFileSync(process.execPath, args, { env: { ...env, ...(chosen && { TMPDIR: chosen }) } });
  return JSON.parse(String(said)) as [string, boolean];
}

test('a folder that somebody has chosen', () => {
  expect(used(__dirname)[0]).toBe(__dirname);
});

test('one in memory ends with the program, and others write there, too; or it is the disk’s', () => {
  const [folder, open] = used();
  const isInMemory = folder.startsWith('/dev/shm/');
  expect(existsSync(folder)).toBe(!isInMemory);
  expect(open || !isInMemory).toBe(true);
});
