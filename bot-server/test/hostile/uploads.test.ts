// Hostile uploads: what looks like a picture and is a page, a script or an archive as well comes back as a picture and nothing else,
// or not at all; names that lie are made plain; and no answer lets a browser run anything.
import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { LIMITS } from '@paidan/shared/limits';
import sharp from 'sharp';
import { eachDatabase } from '../support/databases';
import { photo } from '../support/pictures';
import { startProduct, type TestProduct } from '../support/product';

const SCRIPT = '<script>alert(1)</script>';
const MARK = 'UHR-WERK-7';
const page = Buffer.from(`<!doctype html><html>${MARK}${SCRIPT}</html>`);
const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from(MARK), Buffer.alloc(200)]);

/** A segment of a JPEG, put in right behind its beginning. */
const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
};

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crcOf = (bytes: Buffer): number =>
  (bytes.reduce((crc, byte) => (CRC[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
/** PNG, 5.3: length, type, data, CRC. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crcOf(body));
  return Buffer.concat([length, body, crc]);
}
const withChunk = (png: Buffer, type: string, data: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);
/** Says of itself that it is so large, in a file of a few hundred bytes. */
function pngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...[chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))],
  ]);
}
/** Each of another grey, or they would be one. */
const frames = (count: number, side: number): Promise<Buffer> => {
  const grey = Buffer.from(
    Array.from({ length: count * side * side * 3 }, (_, at) => Math.floor(at / (side * side * 3)) * 40),
  );
  return sharp(grey, { raw: { width: side, height: side * count, channels: 3, pageHeight: side } })
    .gif({ loop: 0, delay: Array(count).fill(10) })
    .toBuffer();
};

const POLYGLOTS: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['a photo with a page in a comment', async () => withSegment(await photo(60, 40), 0xfe, page)],
  [
    'a photo with a page for EXIF',
    async () => withSegment(await photo(60, 40), 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), page])),
  ],
  ['a photo with an archive behind it', async () => Buffer.concat([await photo(60, 40), zip])],
  ['a photo with a page behind it', async () => Buffer.concat([await photo(60, 40), page])],
  [
    'a PNG with a script in its text',
    async () => withChunk(await png(), 'tEXt', Buffer.concat([Buffer.from('Comment\0'), page])),
  ],
  ['a PNG with a script in a chunk of its own', async () => withChunk(await png(), 'scRp', page)],
  ['a GIF that is a script as well', async () => Buffer.concat([await gif(), Buffer.from(`/*${MARK}*/=1;alert(1)//`)])],
  ['a WebP with a page behind it', async () => Buffer.concat([await webp(), page])],
];
const png = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
const gif = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#a33' } })
    .gif()
    .toBuffer();
const webp = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: '#a33' } })
    .webp()
    .toBuffer();

const REFUSED: readonly (readonly [string, () => Promise<Buffer> | Buffer])[] = [
  ['a drawing (SVG)', () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`)],
  ['a drawing with a byte order mark', () => Buffer.from(`\ufeff<?xml version="1.0"?><svg>${SCRIPT}</svg>`)],
  ['a page', () => page],
  ['an archive', () => zip],
  ['a packed file', () => gzipSync(Buffer.alloc(5_000_000))],
  ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)])],
  ['a PNG of 40,000 by 40,000', () => pngBomb(40_000, 40_000)],
  ['a PNG that is two thousand million high', () => pngBomb(1, 2_000_000_000)],
  ['a PNG of nothing', () => pngBomb(0, 0)],
  ['a photo cut off in the middle', async () => (await photo(600, 400)).subarray(0, 2000)],
  ['a PNG whose sums are wrong', async () => Buffer.concat([(await png()).subarray(0, 60), Buffer.alloc(60, 9)])],
];

/** As sent, and what must not be left of it. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['../../../etc/passwd', /[/\\]|\.\./],
  ['..\\..\\windows\\system.ini', /[/\\]|\.\./],
  ['报告\u202egpj.exe', /\u202e|\.exe/],
  ['a\u200b\u200d\ufeffb.jpg', /\u200b|\u200d|\ufeff/],
  ['a\r\nSet-Cookie: x=1\r\n\r\n<b>.jpg', /[\r\n<>]/],
  ['"; filename="evil.html', /["<>]|\.html/],
  ['photo.jpg.svg', /\.svg/],
  ['CON', /^$/],
  ['   ...   ', /^[ .]+$/],
  ['长'.repeat(500), /.{201}/],
  ['👨‍👩‍👧‍👦'.repeat(60), /\ud83d$/],
  ['%2e%2e%2fx%00.html', /\.html/],
  ["';alert(1)//.jpg", /[/]/],
];

eachDatabase((_, open) => {
  let product: TestProduct;
  let token: string;
  beforeAll(async () => {
    product = await startProduct(await open());
    token = await product.tokenFor('tech2');
  });
  afterAll(() => product?.stop());

  const download = async (id: string, query = '') => {
    const answer = await fetch(`${product.url}/api/files/${id}${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const inert = (answer: Response) => {
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('content-type')).toMatch(/^(image\/(jpeg|png|webp)|application\/pdf|audio\/)/);
  };

  test.each(POLYGLOTS)('%s: a picture, and nothing else any more', async (_name, make) => {
    const sent = await make();
    expect(sent.includes(MARK)).toBe(true);
    const { status, body } = await product.upload(sent, 'x.jpg', { token });
    expect(status).toBe(200);
    for (const query of ['', '?size=thumb']) {
      const { answer, bytes } = await download(body.file.id, query);
      expect(answer.status).toBe(200);
      inert(answer);
      expect(bytes.includes(MARK)).toBe(false);
      expect(bytes.includes('<script')).toBe(false);
      expect((await sharp(bytes).metadata()).format).toBe(answer.headers.get('content-type')?.replace('image/', ''));
    }
  });

  test.each(REFUSED)('%s: refused in words, and nothing is kept', async (_name, make) => {
    const { status, body } = await product.upload(await make(), 'x.jpg', { token });
    expect([status, body.error.code]).toEqual([
      expect.any(Number),
      expect.stringMatching(/^file_(type|damaged|pixels)$/),
    ]);
    expect([415, 422]).toContain(status);
  });

  test('a picture of many frames is its first', async () => {
    const sent = await frames(5, 80);
    expect((await sharp(sent).metadata()).pages).toBe(5);
    const { status, body } = await product.upload(sent, 'x.gif', { token });
    expect([status, body.file?.width, body.file?.height]).toEqual([200, 80, 80]);
  });

  test('a PDF that is a page as well is saved, never shown', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), page]);
    const { body } = await product.upload(pdf, 'x.html', { token });
    const { answer, bytes } = await download(body.file.id);
    inert(answer);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="x\.pdf"/);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(pdf).digest('hex'));
  });

  test.each(NAMES)('called %j', async (name, unwanted) => {
    const { status, body } = await product.upload(await photo(20, 20), name, { token });
    expect(status).toBe(200);
    const kept = body.file.name as string;
    expect(kept).not.toMatch(unwanted);
    expect(kept).toMatch(/^[^\s.].*\.jpg$/u);
    expect(kept.length).toBeLessThanOrEqual(LIMITS.fileName);
    const { answer } = await download(body.file.id);
    inert(answer);
    const said = answer.headers.get('content-disposition') ?? '';
    expect(said).toMatch(/^inline; filename="[ !#-[\]-~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
    expect(decodeURIComponent(said.split("UTF-8''")[1] ?? '')).toBe(kept);
  });

  test('a name with a control character in it makes no part of a form: refused in words', async () => {
    const { status, body } = await product.upload(await photo(20, 20), 'photo.php\u0001.jpg', { token });
    expect([status, body.error.code]).toEqual([415, 'unsupported_media']);
  });

  test.each([
    ['text/html', 'image/svg+xml'],
    ['image/jpeg', 'text/html'],
  ])('what the sender calls it (%s, %s) counts for nothing', async (whole, part) => {
    const boundary = 'x7';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\nContent-Type: ${part}\r\nX-Other: ${whole}\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), await photo(20, 20), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const reply = await product.post('/api/file.upload', new Uint8Array(body), {
      token,
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
    expect([reply.status, reply.body.file.mime, reply.body.file.name]).toEqual([200, 'image/jpeg', 'a.jpg']);
  });
});
