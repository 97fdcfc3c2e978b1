// A browser's own camera gives pictures of any size: drawn smaller before they travel. What it cannot draw (HEIC, a broken
// one, no picture at all) it says at once, rather than the server once all is sent.

import { no, ok } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { drawStamp, fitted, type Paper, type Size } from './draw';
import { trouble } from './fail';
import type { Answer } from './port';

/** Above this a picture is drawn anew, bytes. */
const SMALL_ENOUGH = 600 * 1024;

export async function shrink(file: Blob): Answer<Blob> {
  const picture = await decoded(file);
  if (picture === null) {
    const { name = '' } = file as { name?: string };
    if (/hei[cf]/i.test(`${file.type} ${name}`)) return trouble('camera', 'heic');
    return no({ matter: 'camera', code: 'notPicture', detail: name });
  }
  if (file.size <= SMALL_ENOUGH && /jpe?g|png|webp/.test(file.type)) return ok(file);
  const drawn = await paint(picture, (paper, { width, height }) => paper.drawImage(picture, 0, 0, width, height));
  const best = drawn && drawn.size > 0 ? drawn : file;
  return best.size > LIMITS.fileBytes ? trouble('camera', 'tooLarge') : ok(best);
}

/** The same picture with its lines; null: this browser cannot draw it. */
export async function stampBlob(blob: Blob, lines: readonly string[]): Promise<Blob | null> {
  const picture = await decoded(blob);
  return picture && paint(picture, (paper, size) => drawStamp(paper as Paper, picture, size, lines));
}

function paint(
  picture: HTMLImageElement,
  draw: (paper: CanvasRenderingContext2D, size: Size) => void,
): Promise<Blob | null> {
  const size = fitted(picture);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const paper = canvas.getContext('2d');
  if (paper === null) return Promise.resolve(null);
  draw(paper, size);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
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
