// A zip archive (PKWARE APPNOTE 6.3) that is written while its contents are made: sizes follow each entry instead of leading it.
import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export type Entry = { readonly name: string; readonly content: AsyncIterable<Uint8Array> };

const DEFLATED = 8;
/** Bit 3: sizes follow; bit 11: names are UTF-8. */
const FLAGS = (1 << 3) | (1 << 11);
const VERSION = 20;
/** 1980-01-01: when it was made stands inside. */
const DATE = 0x21;
/** Beyond it, sizes would need the format's 64-bit parts. */
const MOST_BYTES = 0xffff_ffff;

export async function* zip(entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of entries) {
    const from = at;
    const head = local(name);
    yield head;
    at += head.length;
    const of = { crc: 0, bytes: 0 };
    let packed = 0;
    const deflate = createDeflateRaw();
    // Whichever ends first, by itself or because nobody reads on, ends the other.
    pipeline(Readable.from(measured(content, of), { objectMode: false }), deflate, () => {});
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      packed += chunk.length;
      yield chunk;
    }
    at += packed;
    if (at > MOST_BYTES || of.bytes > MOST_BYTES) throw new Error('too large for a zip archive of 32 bits');
    const sizes = numbers(of.crc, packed, of.bytes);
    const tail = Buffer.concat([numbers(0x0807_4b50), sizes]);
    yield tail;
    at += tail.length;
    directory.push(central(name, sizes, from));
  }
  const whole = Buffer.concat(directory);
  yield whole;
  yield end(entries.length, whole.length, at);
}

async function* measured(content: AsyncIterable<Uint8Array>, of: { crc: number; bytes: number }) {
  for await (const chunk of content) {
    of.crc = crc32(chunk, of.crc);
    of.bytes += chunk.length;
    yield chunk;
  }
}

function local(name: string): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([head, Buffer.from(name)]);
}

function central(name: string, sizes: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(DATE, 14);
  sizes.copy(head, 16);
  head.writeUInt16LE(Buffer.byteLength(name), 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, Buffer.from(name)]);
}

function end(count: number, bytes: number, offset: number): Buffer {
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x0605_4b50, 0);
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(bytes, 12);
  tail.writeUInt32LE(offset, 16);
  return tail;
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
