// Is this a voice note that a player may be given? By its content: as WeChat's recorder writes (mp3, aac), DingTalk's (ogg, wav) and
// browsers (webm, ogg, m4a). It must hold sound and no moving picture; what it is called counts for nothing.
export type Sound = { readonly mime: string; readonly extension: string };

const MP3: Sound = { mime: 'audio/mpeg', extension: 'mp3' };
const AAC: Sound = { mime: 'audio/aac', extension: 'aac' };
const M4A: Sound = { mime: 'audio/mp4', extension: 'm4a' };
const WEBM: Sound = { mime: 'audio/webm', extension: 'webm' };
const OGG: Sound = { mime: 'audio/ogg', extension: 'ogg' };
const AMR: Sound = { mime: 'audio/amr', extension: 'amr' };
const WAV: Sound = { mime: 'audio/wav', extension: 'wav' };

/** Null: none. `bytes`: the whole file. */
export function soundIn(bytes: Buffer): Sound | null {
  const text = (from: number, to: number) => bytes.toString('latin1', from, to);
  if (text(0, 6) === '#!AMR\n' || text(0, 9) === '#!AMR-WB\n') return AMR;
  if (text(0, 4) === 'RIFF') return isWav(bytes) ? WAV : null;
  if (text(0, 4) === 'OggS') return OGG_CODECS.some((name) => text(0, 512).includes(name)) ? OGG : null;
  if (text(0, 4) === '\x1a\x45\xdf\xa3') return isWebm(bytes) ? WEBM : null;
  if (text(4, 8) === 'ftyp') return hasSoundOnly(bytes) ? M4A : null;
  const at = afterTag(bytes);
  if (inARow(bytes, at, aacLength)) return AAC;
  return inARow(bytes, at, mp3Length) ? MP3 : null;
}

const OGG_CODECS = ['OpusHead', '\x01vorbis'];

/** Could be one, by its first bytes: worth reading whole. */
export function soundsLike(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 4);
  if (['#!AM', 'OggS', '\x1a\x45\xdf\xa3'].includes(start) || start.startsWith('ID3')) return true;
  if (head.toString('latin1', 4, 8) === 'ftyp') return true;
  if (start === 'RIFF') return head.toString('latin1', 8, 12) === 'WAVE';
  return head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0;
}

/** RFC 2361: parts one after the other, each with its length, among them the kind of samples (1: plain, 6 and 7: telephony) and samples. */
function isWav(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 8, 12) !== 'WAVE') return false;
  let isKnown = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 10 <= bytes.length) isKnown = [1, 6, 7].includes(bytes.readUInt16LE(at + 8));
    if (name === 'data') return isKnown && length > 0;
    at += 8 + length + (length % 2);
  }
  return false;
}

/** Matroska's codec names (RFC 9559, section 27.2) stand in the track list, near the beginning. */
function isWebm(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 16_384);
  return start.slice(0, 64).includes('webm') && /A_(OPUS|VORBIS)/.test(start) && !/V_[A-Z]/.test(start);
}

/** ISO/IEC 14496-12, 8.4.3: each track says in `hdlr` what it is. */
function hasSoundOnly(bytes: Buffer): boolean {
  const kinds: string[] = [];
  for (let at = bytes.indexOf('hdlr'); at >= 0; at = bytes.indexOf('hdlr', at + 4)) {
    kinds.push(bytes.toString('latin1', at + 12, at + 16));
  }
  return kinds.includes('soun') && !kinds.includes('vide');
}

/** Of an ID3v2 tag, whose size is written in seven bits a byte. */
function afterTag(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  return 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
}

type LengthOf = (bytes: Buffer, at: number) => number | null;

/** So many frames, each where the one before says it ends: no accident. */
const FRAMES = 3;

function inARow(bytes: Buffer, from: number, lengthOf: LengthOf): boolean {
  let at = from;
  for (let frame = 0; frame < FRAMES; frame++) {
    const length = lengthOf(bytes, at);
    if (length === null) return false;
    at += length;
  }
  return at <= bytes.length;
}

/** ISO/IEC 13818-7, 6.2: twelve ones, layer 0; the length in thirteen bits. */
const aacLength: LengthOf = (bytes, at) => {
  const [sync, flags, a, b, c] = [0, 1, 3, 4, 5].map((each) => bytes[at + each] ?? 0) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (sync !== 0xff || (flags & 0xf6) !== 0xf0) return null;
  const length = ((a & 0x03) << 11) | (b << 3) | (c >> 5);
  return length > 7 ? length : null;
};

/** Thousands of bits a second, by index, for MPEG-1 and for MPEG-2 and 2.5 (ISO/IEC 11172-3, 2.4.2.3). */
const RATES = {
  first: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const SAMPLES = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8_000] } as const;

/** Layer III only. */
const mp3Length: LengthOf = (bytes, at) => {
  const [sync, flags, rates] = [0, 1, 2].map((each) => bytes[at + each] ?? 0) as [number, number, number];
  if (sync !== 0xff || (flags & 0xe6) !== 0xe2) return null;
  const version = (flags >> 3) & 0x03;
  if (version === 1) return null;
  const rate = RATES[version === 3 ? 'first' : 'second'][(rates >> 4) - 1];
  const samples = SAMPLES[version as 0 | 2 | 3][(rates >> 2) & 0x03];
  if (rate === undefined || samples === undefined) return null;
  return Math.floor(((version === 3 ? 144 : 72) * rate * 1000) / samples) + ((rates >> 1) & 0x01);
};
