// What a backup looks like on disk: a folder with the rows of each table (`tables/<name>.ndjson.gz`, one JSON array per row), the files
// (`files/`, laid out as in the data folder), a list of those (`files.ndjson.gz`) and `manifest.json`, which knows the SHA-256 of every
// part; `manifest.sha256` knows the manifest's own. Plain formats: it can be read without us.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

const part = { bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/), rows: z.int().min(0) };
const name = z.string().regex(/^\w{1,64}$/);
const manifestSchema = z.object({
  product: z.literal('paidan'),
  format: z.literal(1),
  version: z.string(),
  /** When the snapshot was taken. */
  at: z.iso.datetime(),
  database: z.enum(['sqlite', 'mysql']),
  migrations: z.array(z.string()),
  /** A text that only the same SECRET_KEY opens. */
  keyProbe: z.string(),
  tables: z.array(z.object({ name, columns: z.array(name), ...part })),
  files: z.object(part),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Part = { readonly bytes: number; readonly sha256: string; readonly rows: number };
/** `key`: of the file store. */
export type FilePart = { readonly key: string; readonly bytes: number; readonly sha256: string };

/** The archive is not what was written: damaged, cut short, or none at all. */
export class BadArchive extends Error {}

const MANIFEST = 'manifest.json';
const SUM = 'manifest.sha256';
export const FILES = 'files.ndjson.gz';
export const tablePart = (table: string) => path.join('tables', `${table}.ndjson.gz`);
export const filePart = (key: string) => path.join('files', key.slice(0, 2), key.slice(2, 4), key.slice(4));

/** Characters that are gathered before they are packed. */
const CHUNK = 64 * 1024;

/** On disk when it resolves. `lines`: anything that JSON can say, one per line. */
export async function writeLines(file: string, lines: AsyncIterable<unknown> | Iterable<unknown>): Promise<Part> {
  let rows = 0;
  async function* text() {
    let waiting = '';
    for await (const line of lines) {
      waiting += `${JSON.stringify(line)}\n`;
      rows += 1;
      if (waiting.length > CHUNK) {
        yield waiting;
        waiting = '';
      }
    }
    yield waiting;
  }
  const written = await writeHashed(file, Readable.from(text()), createGzip());
  return { ...written, rows };
}

export const copyFile = (from: string, to: string): Promise<Omit<Part, 'rows'>> =>
  writeHashed(to, createReadStream(from));

async function writeHashed(file: string, from: Readable, ...through: Transform[]): Promise<Omit<Part, 'rows'>> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline([from, ...through, count, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })]);
  return { bytes, sha256: hash.digest('hex') };
}

/** Passes rows on, and says now and then how many there were: a large table takes minutes. */
export async function* counted<T>(
  rows: AsyncIterable<T> | Iterable<T>,
  name: string,
  say: (line: string) => void,
): AsyncGenerator<T> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count % 100_000 === 0) say(`${name}: ${count} rows …`);
  }
}

/** The lines that `writeLines` wrote. */
export async function* readLines(file: string): AsyncGenerator<unknown> {
  const packed = createReadStream(file);
  const text = packed.pipe(createGunzip()).setEncoding('utf8');
  packed.once('error', (error) => text.destroy(error));
  // Only at \n: newer readline also ends lines at U+2028, which people's words may hold.
  let rest = '';
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== '') yield JSON.parse(rest);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await write(path.join(folder, MANIFEST), text);
  // As `sha256sum --check` reads it.
  await write(path.join(folder, SUM), `${sha256(text)}  ${MANIFEST}\n`);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode: 0o600, flush: true });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export async function readManifest(folder: string): Promise<Manifest> {
  const [text, sum] = await Promise.all([MANIFEST, SUM].map((file) => readFile(path.join(folder, file), 'utf8'))).catch(
    () => {
      throw new BadArchive(`${folder} is no whole backup: ${MANIFEST} or ${SUM} cannot be read`);
    },
  );
  if (sum !== `${sha256(text ?? '')}  ${MANIFEST}\n`)
    throw new BadArchive(`${MANIFEST} was changed after it was written`);
  const found = manifestSchema.safeParse(JSON.parse(text ?? ''));
  if (!found.success) throw new BadArchive('this backup was made by a newer version of Paidan: update first');
  return found.data;
}

/** Throws `BadArchive` where a part is not, to the last byte, what was written. */
export async function checkPart(
  folder: string,
  file: string,
  { bytes, sha256: wanted }: Omit<Part, 'rows'>,
): Promise<void> {
  const found = await stat(path.join(folder, file)).catch(() => null);
  if (found === null) throw new BadArchive(`${file} is missing`);
  if (found.size !== bytes) throw new BadArchive(`${file} has ${found.size} bytes; ${bytes} were written`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path.join(folder, file)), hash);
  if (hash.digest('hex') !== wanted) throw new BadArchive(`${file} was changed after it was written`);
}

/** What a folder holds is there for good only when the folder itself is on disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
