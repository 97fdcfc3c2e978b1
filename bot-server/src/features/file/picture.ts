// Pictures are never stored as sent: they are decoded and written anew, which leaves behind where they were taken, whatever was
// hung on at the end, and anything that only looked like a picture.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { IMAGE_SIDE, LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Sharp as Picturing } from 'sharp';
import { makeGate } from '../../core/gate';
import { loadSharp, type Sharp } from '../../core/sharp';
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

/** Unpacked, one large picture takes a few hundred megabytes. */
const AT_ONCE = 2;
/** Seconds of computing for one picture. */
const PATIENCE = 30;
const gate = makeGate(AT_ONCE);

/** What is laid over the picture, once its size is known: a drawing as large as it. */
export type Over = (size: { readonly width: number; readonly height: number }) => Buffer;

/** Writes the full picture and its thumbnail. Only the first frame of moving ones is kept. */
export const redraw = (kind: PictureKind, paths: Paths, over: Over | null): Promise<Result<Picture, Refusal>> =>
  gate(() => draw(kind, paths, over));

async function draw(
  kind: PictureKind,
  { from, full, thumb }: Paths,
  over: Over | null,
): Promise<Result<Picture, Refusal>> {
  const sharp = await loadSharp();
  const refusal = await refusedByHeader(sharp, from);
  if (refusal !== null) return no(refusal);
  try {
    const inside = (picture: Picturing, most: number) =>
      picture.resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true });
    const { format, mime, extension } = OUTPUTS[kind];
    const upright = inside(open(sharp, from).rotate(), IMAGE_SIDE.full);
    const laid = over === null ? upright : upright.composite([{ input: over(await sizeInside(sharp, from)) }]);
    const { width, height, size } = await format(laid).toFile(full);
    await inside(sharp(full), IMAGE_SIDE.thumb).flatten({ background: '#fff' }).jpeg({ quality: 75 }).toFile(thumb);
    return ok({ mime, extension, width, height, bytes: size });
  } catch (error) {
    if (isOurs(error)) throw error;
    return no(refuse('file_damaged'));
  }
}

type Output = { readonly format: (picture: Picturing) => Picturing; readonly mime: string; readonly extension: string };
const JPEG: Output = { format: (p) => p.jpeg({ quality: 85 }), mime: 'image/jpeg', extension: 'jpg' };
const PNG: Output = { format: (p) => p.png({ compressionLevel: 8 }), mime: 'image/png', extension: 'png' };
const WEBP: Output = { format: (p) => p.webp({ quality: 85 }), mime: 'image/webp', extension: 'webp' };
const OUTPUTS = { jpeg: JPEG, png: PNG, gif: PNG, webp: WEBP } as const satisfies Record<PictureKind, Output>;

const open = (sharp: Sharp, path: string) =>
  sharp(path, { limitInputPixels: LIMITS.filePixels, failOn: 'error' }).timeout({ seconds: PATIENCE });

/** Upright and made to fit, in whole pixels that are never more than the picture has. */
async function sizeInside(sharp: Sharp, path: string) {
  const { width, height } = (await sharp(path, { limitInputPixels: LIMITS.filePixels }).metadata()).autoOrient;
  const scale = Math.min(1, IMAGE_SIDE.full / Math.max(width, height));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** The header alone tells the size, so that a bomb is never unpacked. */
async function refusedByHeader(sharp: Sharp, path: string): Promise<Refusal | null> {
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
