// Pictures are never stored as sent: they are decoded and written anew, which leaves behind where they were taken, whatever was
// hung on at the end, and anything that only looked like a picture.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { IMAGE_SIDE, LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import sharp, { type Sharp } from 'sharp';
import { makeGate } from '../../core/gate';
import type { Kind } from './sniff';

export type PictureKind = Exclude<Kind, 'pdf' | 'heic'>;
export type Picture = {
  readonly mime: string;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};
export type Paths = { readonly from: string; readonly full: string; readonly thumb: string };

sharp.cache(false);
// Several uploads at once share the cores; one alone need not have them all.
sharp.concurrency(1);

/** Unpacked, one large picture takes a few hundred megabytes. */
const AT_ONCE = 2;
/** Seconds of computing for one picture. */
const PATIENCE = 30;
const gate = makeGate(AT_ONCE);

/** Writes the full picture and its thumbnail. Only the first frame of moving ones is kept. */
export const redraw = (kind: PictureKind, paths: Paths): Promise<Result<Picture, Refusal>> =>
  gate(() => draw(kind, paths));

async function draw(kind: PictureKind, { from, full, thumb }: Paths): Promise<Result<Picture, Refusal>> {
  const refusal = await refusedByHeader(from);
  if (refusal !== null) return no(refusal);
  try {
    const inside = (picture: Sharp, most: number) =>
      picture.resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true });
    const { format, mime, extension } = OUTPUTS[kind];
    const { width, height, size } = await format(inside(open(from).rotate(), IMAGE_SIDE.full)).toFile(full);
    await inside(sharp(full), IMAGE_SIDE.thumb).flatten({ background: '#fff' }).jpeg({ quality: 75 }).toFile(thumb);
    return ok({ mime, extension, width, height, bytes: size });
  } catch (error) {
    if (isOurs(error)) throw error;
    return no(refuse('file_damaged'));
  }
}

type Output = { readonly format: (picture: Sharp) => Sharp; readonly mime: string; readonly extension: string };
const JPEG: Output = { format: (p) => p.jpeg({ quality: 85 }), mime: 'image/jpeg', extension: 'jpg' };
const PNG: Output = { format: (p) => p.png({ compressionLevel: 8 }), mime: 'image/png', extension: 'png' };
const WEBP: Output = { format: (p) => p.webp({ quality: 85 }), mime: 'image/webp', extension: 'webp' };
const OUTPUTS = { jpeg: JPEG, png: PNG, gif: PNG, webp: WEBP } as const satisfies Record<PictureKind, Output>;

const open = (path: string) =>
  sharp(path, { limitInputPixels: LIMITS.filePixels, failOn: 'error' }).timeout({ seconds: PATIENCE });

/** The header alone tells the size, so that a bomb is never unpacked. */
async function refusedByHeader(path: string): Promise<Refusal | null> {
  try {
    const { width, height } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height > LIMITS.filePixels ? refuse('file_pixels', { limit: LIMITS.filePixels / 10_000 }) : null;
  } catch (error) {
    if (isOurs(error)) throw error;
    return refuse('file_damaged');
  }
}

/** Trouble of the server's, which must not be blamed on the picture. */
const isOurs = (error: unknown): boolean => /ENOSPC|EACCES|EMFILE|No space left/.test(String(error));
