// What is this file? By its first bytes; its name and what the sender calls it count for nothing.
export type Kind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'pdf';

/** Bytes that `kindOf` wants to see. */
export const HEAD_BYTES = 16;

/** Null: nothing that we take. */
export function kindOf(head: Buffer): Kind | null {
  const text = (from: number, to: number) => head.toString('latin1', from, to);
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(0, 5) === '%PDF-') return 'pdf';
  return text(4, 8) === 'ftyp' && HEIF_BRANDS.has(text(8, 12)) ? 'heic' : null;
}

/** ISO/IEC 23008-12: the brands that phones write. */
const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1', 'avif']);
