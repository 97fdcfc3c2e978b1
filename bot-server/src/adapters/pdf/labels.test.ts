// The font: found where systems keep it, refused where the named file is none; and what it lacks is marked, not lost.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sheetOf } from '@paidan/shared/rules/label/sheet';
import type { LabelJob } from '../../core/labelSheet';
import { findFont, makeFindFace } from './font';
import { makeLabelPrinter } from './labels';

const job: LabelJob = {
  title: '标签',
  author: '翠湖',
  at: new Date(0),
  run: { sheet: sheetOf('50x30'), first: 1, shift: { x: 0, y: 0 } },
  codes: 'link',
  cut: false,
  copies: 1,
  labels: Array.from({ length: 200 }, (_, n) => ({
    content: {
      ...{ org: '翠湖物业', name: `${n} 号 😀`, path: '', code: `N-${n}`, phone: '', lead: ['扫码报修'] },
      captions: { link: '', mini: '' },
    },
    link: `https://p.example/q/cuihu/s/N-${n}`,
    mini: null,
  })),
};

test('a usual font is found, in its simplified face', async () => {
  const face = await findFont(undefined);
  expect(face).not.toBeNull();
  for (const char of '报修电话') expect(face?.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)).toBe(true);
});

test.each(['/nowhere/at-all.ttc', __filename])('%s is no font: nothing is printed', async (named) => {
  const printer = makeLabelPrinter(makeFindFace(named));
  expect(await printer.hasFont()).toBe(false);
  expect(await printer.print(job)).toBeNull();
});

test('a font with other characters only is none for us', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-font-'));
  try {
    const file = path.join(folder, 'broken.ttf');
    // Begins as a font does, and ends there.
    await writeFile(file, Buffer.from('000100000001', 'hex'));
    expect(await makeLabelPrinter(makeFindFace(file)).hasFont()).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('pages come as they are read, others get their turn between labels, and whoever stops reading stops it', async () => {
  const bytes = await makeLabelPrinter(makeFindFace(undefined)).print(job);
  if (bytes === null) throw new Error('no font');
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  let size = 0;
  let chunks = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    chunks += 1;
  }
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
  expect(chunks).toBeGreaterThan(200);
  expect(size).toBeLessThan(600_000);
  const again = await makeLabelPrinter(makeFindFace(undefined)).print(job);
  if (again === null) throw new Error('no font');
  for await (const _ of again) break;
  expect((await again[Symbol.asyncIterator]().next()).done).toBe(true);
});
