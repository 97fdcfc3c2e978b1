// Draws in the thread that it is called in.
import type { LabelPrinter } from '../../core/labelSheet';
import type { Lettering } from '../../core/lettering';
import { makeFindFace } from './font';
import { makeLabelPrinter } from './labels';
import { makeLettering } from './lettering';

export function drawingHere(named: string | undefined): { printer: LabelPrinter; lettering: Lettering } {
  const findFace = makeFindFace(named);
  return { printer: makeLabelPrinter(findFace), lettering: makeLettering(findFace) };
}
