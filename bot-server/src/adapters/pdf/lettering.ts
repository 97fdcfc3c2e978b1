// Letters as outlines, out of the same font file that PDF takes: a picture's drawing then needs no fonts of the machine's own.
import type { Lettering } from '../../core/lettering';
import type { FindFace } from './font';

export const makeLettering =
  (findFace: FindFace): Lettering =>
  async (text) => {
    const face = await findFace();
    if (face === null) return null;
    const { font } = face;
    const { glyphs, positions, advanceWidth } = font.layout(text);
    let at = 0;
    const parts = glyphs.map(({ path }, nth) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[nth] ?? {};
      const from = `${at + xOffset} ${yOffset}`;
      at += xAdvance;
      return `<path transform="translate(${from})" d="${path.toSVG()}"/>`;
    });
    return { parts: parts.join(''), width: advanceWidth, em: font.unitsPerEm };
  };
