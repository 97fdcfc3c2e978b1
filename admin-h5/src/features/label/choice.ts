// How labels shall come out, as chosen; kept in the browser for the next time.
import type { LabelCode, LabelSheet, LabelWords } from '@paidan/shared/kinds';
import { LEAST_MINI, LEAST_MODULE, moduleOf } from '@paidan/shared/rules/label/code';
import { type Content, layOut } from '@paidan/shared/rules/label/layout';
import { firstOf, type Run, type Size, sheetOf, shiftOf } from '@paidan/shared/rules/label/sheet';

export type Choice = {
  readonly sheet: LabelSheet;
  readonly custom: Size;
  readonly codes: LabelCode;
  readonly words: LabelWords;
  readonly phone: string;
  readonly copies: number;
  readonly first: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Null: as the paper suggests. */
  readonly cut: boolean | null;
};

export const USUAL: Choice = {
  sheet: '2x4',
  custom: { width: 50, height: 30 },
  codes: 'link',
  words: 'zh',
  phone: '',
  copies: 1,
  first: 1,
  shiftX: 0,
  shiftY: 0,
  cut: null,
};

export const hasMarks = ({ sheet, cut, custom }: Choice): boolean => cut ?? sheetOf(sheet, custom).kind === 'cut';

export function runOf(choice: Choice, labels: number): Run {
  const { sheet, custom, copies, first, shiftX, shiftY } = choice;
  const asked: Run = { sheet: sheetOf(sheet, custom), count: labels * copies, first, shift: { x: shiftX, y: shiftY } };
  return { ...asked, first: firstOf(asked), shift: shiftOf(asked) };
}

/** Would a code come out smaller than phones read? `modules`: of the link's symbol. */
export function isSmall(choice: Choice, content: Content, modules: number): boolean {
  const { label } = sheetOf(choice.sheet, choice.custom);
  return layOut(content, label, choice.codes).some(
    (piece) =>
      piece.kind === 'code' &&
      (piece.which === 'link' ? moduleOf(piece.side, modules) < LEAST_MODULE : piece.side < LEAST_MINI),
  );
}

/** An address that only this machine, or only this house, can open. */
export const isLocal = (base: string): boolean =>
  /^https?:\/\/(localhost|127\.|0\.0\.0\.0|\[?::1|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(base);
