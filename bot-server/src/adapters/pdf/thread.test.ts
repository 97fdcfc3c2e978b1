// Drawn elsewhere: the same bytes come out, this thread never touches what draws them, and what happens to the other one is survived.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sheetOf } from '@paidan/shared/rules/label/sheet';
import { build } from 'esbuild';
import { isPassing, NotNow } from '../../core/faults';
import type { LabelJob } from '../../core/labelSheet';
import { drawThere } from './drawing';
import { startThread } from './thread';

let mayDrawHere = false;
// Whoever draws in this thread needs it.
jest.mock('pdfkit', () => {
  if (!mayDrawHere) throw new Error('this thread is not to draw');
  return jest.requireActual('pdfkit');
});

/** The smallest picture there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const jobOf = (count: number, mini: (() => Promise<Buffer>) | null): LabelJob => ({
  title: '标签',
  author: '翠湖',
  at: new Date(0),
  run: { sheet: sheetOf('50x30'), first: 1, shift: { x: 0, y: 0 } },
  codes: mini === null ? 'link' : 'both',
  cut: false,
  copies: 1,
  labels: Array.from({ length: count }, (_, n) => ({
    content: {
      ...{ org: '翠湖物业', name: `${n} 号`, path: '', code: `N-${n}`, phone: '', lead: ['扫码报修'] },
      captions: { link: '', mini: '' },
    },
    link: `https://p.example/q/cuihu/s/N-${n}`,
    mini,
  })),
});

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paidan-thread-'));
  // Beside the source, so that what it needs is found.
  const own = { '@paidan/shared': path.resolve(__dirname, '../../../../shared') };
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'pdf.worker.ts')],
    ...{ bundle: true, write: false, platform: 'node', target: 'node20', format: 'cjs', alias: own },
    external: ['pdfkit', 'fontkit', 'uqr'],
  });
  file = path.join(folder, 'pdf.worker.js');
  const paths = `module.paths.push(${JSON.stringify(path.resolve(__dirname, '../../../../node_modules'))});\n`;
  await writeFile(file, paths + (outputFiles[0]?.text ?? ''));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function collect(made: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of made ?? []) parts.push(chunk);
  return Buffer.concat(parts);
}

test('what comes out is what would be drawn here, and nothing of it is drawn here', async () => {
  const { printer, lettering } = drawThere(startThread(file, undefined, 0));
  expect(await printer.hasFont()).toBe(true);
  let asked = 0;
  const mini = async () => {
    asked += 1;
    return PNG;
  };
  const there = await collect(await printer.print(jobOf(30, mini)));
  expect(asked).toBe(30);
  const outline = await lettering('报修');
  await expect(import('./here')).rejects.toThrow('this thread is not to draw');
  jest.resetModules();
  mayDrawHere = true;
  const here = (await import('./here')).drawingHere(undefined);
  expect(there.equals(await collect(await here.printer.print(jobOf(30, mini))))).toBe(true);
  expect(outline).toEqual(await here.lettering('报修'));
});

test('several documents at once, and whoever stops reading stops only his own', async () => {
  const thread = startThread(file, undefined, 0);
  const { printer } = drawThere(thread);
  const [whole, left] = await Promise.all([printer.print(jobOf(40, null)), printer.print(jobOf(40, null))]);
  const taken: number[] = [];
  for await (const chunk of left ?? []) {
    taken.push(chunk.length);
    break;
  }
  expect(taken).toHaveLength(1);
  const all = await collect(whole);
  expect(all.subarray(0, 5).toString()).toBe('%PDF-');
  expect(all.subarray(-6).toString().trim()).toBe('%%EOF');
  // Nothing is open any more: it goes.
  while (thread.isRunning()) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('without a font nothing is drawn, and the thread does not stay for it', async () => {
  const thread = startThread(file, '/nowhere/at-all.ttc', 0);
  const { printer, lettering } = drawThere(thread);
  expect([await printer.hasFont(), await printer.print(jobOf(1, null)), await lettering('报')]).toEqual([
    false,
    null,
    null,
  ]);
  while (thread.isRunning()) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('a thread that is lost is a passing fault, and the next question begins another', async () => {
  const dying = path.join(folder, 'dying.js');
  const flag = JSON.stringify(path.join(folder, 'died'));
  await writeFile(
    dying,
    `const fs = require('node:fs');
     require('node:worker_threads').parentPort.on('message', () => {
       if (!fs.existsSync(${flag})) { fs.writeFileSync(${flag}, ''); process.exit(3); }
     });
     if (fs.existsSync(${flag})) require(${JSON.stringify(file)});`,
  );
  const thread = startThread(dying, undefined, 0);
  const { printer } = drawThere(thread);
  const lost: unknown = await printer.print(jobOf(1, null)).catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(NotNow);
  expect(isPassing(lost)).toBe(true);
  expect((await collect(await printer.print(jobOf(1, null)))).length).toBeGreaterThan(1000);
});

test('a code that cannot be read fails its document before anything went out', async () => {
  const { printer } = drawThere(startThread(file, undefined, 0));
  const unreadable = () => Promise.reject(new Error('gone'));
  await expect(printer.print(jobOf(1, unreadable))).rejects.toThrow('a code cannot be read');
});
