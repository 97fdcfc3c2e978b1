// Files to send: good ones, and those that only look the part.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#3b7' } });

/** As a phone takes it: on its side, and telling where. */
export const photo = (width = 800, height = 600): Promise<Buffer> =>
  plain(width, height)
    .withExif({
      IFD0: { Make: 'TestPhone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 13/1 49/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '121/1 28/1 25/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

export const png = (): Promise<Buffer> => plain(40, 30).png().toBuffer();
export const webp = (): Promise<Buffer> => plain(40, 30).webp().toBuffer();
export const gif = (): Promise<Buffer> => plain(40, 30).gif().toBuffer();
export const pdf = (): Buffer =>
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const zip = (): Buffer => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)]);
export const svg = (): Buffer => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const page = (): Buffer => Buffer.from('<!doctype html><script>alert(1)</script>');
export const heic = (): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(500)]);

/** Frames as WeChat's recorder writes them: MPEG-2 Layer III, 48 kbit/s at 16 kHz, 216 bytes each. */
export const mp3 = (frames = 40): Buffer =>
  Buffer.concat(
    Array.from({ length: frames }, () => Buffer.concat([Buffer.from('fff36884', 'hex'), Buffer.alloc(212, 1)])),
  );
/** A second of 8 kHz; `format` 1: plain samples. */
export const wav = (format = 1): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(16_000, 40);
  return Buffer.concat([head, Buffer.alloc(16_000)]);
};
export const taggedMp3 = (): Buffer =>
  Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0a', 'latin1'), Buffer.alloc(10), mp3()]);
/** ADTS frames of 64 bytes. */
export const aac = (): Buffer =>
  Buffer.concat(
    Array.from({ length: 20 }, () => Buffer.concat([Buffer.from('fff15080080000', 'hex'), Buffer.alloc(57, 2)])),
  );
export const m4a = (handler: 'soun' | 'vide' = 'soun'): Buffer =>
  Buffer.concat([
    Buffer.from('\0\0\0\x18ftypiso5\0\0\0\x01iso5dash', 'latin1'),
    Buffer.from(`\0\0\0\x20hdlr\0\0\0\0\0\0\0\0${handler}\0\0\0\0`, 'latin1'),
    Buffer.alloc(300, 3),
  ]);
export const webm = (codec = 'A_OPUS'): Buffer =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    Buffer.from(`\x86\x86${codec}`, 'latin1'),
    Buffer.alloc(300, 4),
  ]);
export const ogg = (): Buffer =>
  Buffer.concat([Buffer.from(`OggS${'\0'.repeat(24)}OpusHead`, 'latin1'), Buffer.alloc(300)]);
export const amr = (): Buffer => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(300, 60)]);

/** A few bytes that promise 900 megapixels. */
export function bomb(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(30_000, 0);
  header.writeUInt32BE(30_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', Buffer.from('789c6360000000020001', 'hex')),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
