// How large is a spreadsheet once it is unpacked? Asked before it is handed to a library that holds all of it in memory: a file
// of some kilobytes may become gigabytes.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** PKWARE's APPNOTE, sections 4.3.12 and 4.3.16. */
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

/** False: it would become more than `most` bytes, or is no archive that can be told. What its own headers say is not believed. */
export async function unpacksTo(path: string, most: number): Promise<boolean> {
  const file = await readFile(path);
  let left = most;
  for (const entry of entriesOf(file)) {
    if (entry === null) return false;
    const { method, packed } = entry;
    if (method === 0) left -= packed.length;
    else if (method === 8)
      left -= await inflate(packed, { maxOutputLength: Math.max(1, left) }).then(size, () => most + 1);
    else return false;
    if (left < 0) return false;
  }
  return true;
}

const size = (bytes: Buffer): number => bytes.length;

type Entry = { readonly method: number; readonly packed: Buffer };

/** Null where the directory is damaged, or of the form for files of gigabytes. */
function* entriesOf(file: Buffer): Generator<Entry | null> {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < file.length - END_BYTES - LONGEST_COMMENT || end + END_BYTES > file.length) return yield null;
  if (file.readUInt32LE(end) !== END) return yield null;
  let at = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return yield null;
    const packedBytes = file.readUInt32LE(at + 20);
    const local = file.readUInt32LE(at + 42);
    if (local + 30 > file.length) return yield null;
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    if (from + packedBytes > file.length) return yield null;
    yield { method: file.readUInt16LE(at + 10), packed: file.subarray(from, from + packedBytes) };
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

/** Lines of a text file, whichever way they end, counted no further than `most` + 1. */
export async function linesIn(path: string, most: number): Promise<number> {
  const file = await readFile(path);
  const ends = (byte: number) => {
    let count = 0;
    for (let at = file.indexOf(byte); at >= 0 && count <= most; at = file.indexOf(byte, at + 1)) count += 1;
    return count;
  };
  return 1 + Math.max(ends(LINE_FEED), ends(CARRIAGE_RETURN));
}
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
