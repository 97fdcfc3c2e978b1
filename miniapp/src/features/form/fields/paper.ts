// The canvas of a signature, drawn through the one interface that WeChat, DingTalk and the browser have in common.
import { SECOND } from '@paidan/shared/kernel/time';
import type { CanvasTouchEvent } from '@tarojs/components/types/common';
import Taro from '@tarojs/taro';
import type { Photo } from '../../../lib/host/port';

const INK = '#101c1a';
const WIDTH = 3;

export function paperOf(id: string): Taro.CanvasContext {
  const paper = Taro.createCanvasContext(id);
  paper.setStrokeStyle(INK);
  paper.setLineWidth(WIDTH);
  paper.setLineCap('round');
  paper.setLineJoin('round');
  return paper;
}

type Touch = { readonly x?: number; readonly y?: number; readonly clientX?: number; readonly clientY?: number };

/** Where the finger is on the canvas: mini-programs say so, browsers count from the window's corner. */
export function pointIn(event: CanvasTouchEvent): { x: number; y: number } | null {
  const touch = ((event as { touches?: readonly Touch[] }).touches?.[0] ?? event) as Touch;
  const box = (event as { currentTarget?: Partial<Element> }).currentTarget?.getBoundingClientRect?.();
  if (box && typeof touch.clientX === 'number' && typeof touch.clientY === 'number') {
    return { x: touch.clientX - box.left, y: touch.clientY - box.top };
  }
  return typeof touch.x === 'number' && typeof touch.y === 'number' ? { x: touch.x, y: touch.y } : null;
}

type Saving = { readonly toTempFilePath?: (options: object) => void };

/** A picture takes a moment; a canvas that has none by then has gone with its view, or never had one. */
const PATIENCE = 8 * SECOND;

/** Null: the phone would not give it, or says nothing. DingTalk saves by the context, the others by the canvas. */
export const savePaper = (id: string, paper: Taro.CanvasContext | null): Promise<Photo | null> => {
  let waiting: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => {
    waiting = setTimeout(() => resolve(null), PATIENCE);
  });
  return Promise.race([pictureOf(id, paper), late]).finally(() => clearTimeout(waiting));
};

async function pictureOf(id: string, paper: Taro.CanvasContext | null): Promise<Photo | null> {
  try {
    const own = (paper as Saving | null)?.toTempFilePath;
    const path =
      process.env.TARO_ENV === 'dd' && own
        ? await new Promise<string>((resolve, reject) => {
            own.call(paper, {
              success: (made: { filePath?: string; apFilePath?: string }) =>
                resolve(made.filePath ?? made.apFilePath ?? ''),
              fail: reject,
            });
          })
        : (await Taro.canvasToTempFilePath({ canvasId: id, fileType: 'png' })).tempFilePath;
    return path ? { path, bytes: 0, name: 'signature.png' } : null;
  } catch {
    return null;
  }
}
