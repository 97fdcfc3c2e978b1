// A browser's own camera gives pictures of any size: drawn smaller before they travel. What it cannot draw (HEIC) it says so.

import { ok } from '@paidan/shared/kernel/result';
import { IMAGE_SIDE, LIMITS } from '@paidan/shared/limits';
import { trouble } from './fail';
import type { Answer } from './port';

/** Above this a picture is drawn anew, bytes. */
const SMALL_ENOUGH = 600 * 1024;

export async function shrink(file: Blob): Answer<Blob> {
  if (file.size <= SMALL_ENOUGH && /jpe?g|png|webp/.test(file.type)) return ok(file);
  const picture = await decoded(file);
  if (picture === null) {
    if (/hei[cf]/i.test(`${file.type} ${(file as { name?: string }).name ?? ''}`)) return trouble('camera', 'heic');
    return file.size > LIMITS.fileBytes ? trouble('camera', 'tooLarge') : ok(file);
  }
  const scale = Math.min(1, IMAGE_SIDE.full / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  const best = drawn && drawn.size > 0 ? drawn : file;
  return best.size > LIMITS.fileBytes ? trouble('camera', 'tooLarge') : ok(best);
}

/** An <img> turns the picture upright by itself, in every browser that we serve. */
function decoded(file: Blob): Promise<HTMLImageElement | null> {
  const url = URL.createObjectURL(file);
  return new Promise((resolve) => {
    const image = new Image();
    const done = (result: HTMLImageElement | null) => {
      URL.revokeObjectURL(url);
      resolve(result);
    };
    image.onload = () => done(image);
    image.onerror = () => done(null);
    image.src = url;
  });
}
