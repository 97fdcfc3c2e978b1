// What is kept can be had, what nobody asked for in a season is gone, and what was just asked for stays.
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY } from '@paidan/shared/kernel/time';
import { diskCache } from './cache';
import { openTemporary } from './temporary';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const filesIn = async (dir: string) =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

test('swept by the last time that anybody asked, and once a day', async () => {
  const dir = path.join(folder, 'codes');
  const cache = diskCache(dir, await openTemporary(path.join(folder, 'tmp'), Date.now()));
  expect(await cache.sweep(Date.now())).toBe(0);
  for (const name of ['asked for', 'forgotten', 'fresh']) await cache.put(name, Buffer.from(name));
  const now = Date.now() + DAY;
  const old = new Date(now - 91 * DAY);
  for (const file of await filesIn(dir)) {
    if ((await stat(file)).size !== 'fresh'.length) await utimes(file, old, old);
  }
  expect(String(await cache.get('asked for'))).toBe('asked for');
  expect(await cache.sweep(now)).toBe(1);
  expect([
    await cache.get('forgotten'),
    String(await cache.get('asked for')),
    String(await cache.get('fresh')),
  ]).toEqual([null, 'asked for', 'fresh']);
  for (const file of await filesIn(dir)) await utimes(file, old, old);
  expect(await cache.sweep(now + DAY - 1)).toBe(0);
  expect(await cache.sweep(now + DAY)).toBe(2);
});
