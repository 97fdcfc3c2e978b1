// Which font file of this machine has Chinese characters, and which of its faces draws them the simplified way?
import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';

export type Face = { readonly bytes: Buffer; readonly face: string; readonly font: Font };

/** Where systems keep fonts that are likely to be there: Debian, Fedora, Arch and Alpine, macOS, Windows. */
const USUAL = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
  '/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc',
  '/System/Library/Fonts/Hiragino Sans GB.ttc',
  '/System/Library/Fonts/STHeiti Light.ttc',
  'C:\\Windows\\Fonts\\msyh.ttc',
  'C:\\Windows\\Fonts\\simhei.ttf',
];
/** What labels cannot do without. */
const NEEDED = [...'扫码报修位置设备'];
const SIMPLIFIED = /CJKsc-Regular$|(?:^|[^a-z])SC-|GB-W3|ZenHei$|YaHei$/;

/** Whoever draws asks here each time: it may be installed while the server runs, and is kept once it was found. */
export type FindFace = () => Promise<Face | null>;

export function makeFindFace(named: string | undefined): FindFace {
  let known: Promise<Face | null> | null = null;
  return async () => {
    known ??= findFont(named);
    const face = await known;
    if (face === null) known = null;
    return face;
  };
}

/** The file that is named, or the first usual one; null: none can be read, or none has the characters. */
export async function findFont(named: string | undefined): Promise<Face | null> {
  for (const file of named === undefined ? USUAL : [named]) {
    const bytes = await readFile(file).catch(() => null);
    const face = bytes === null ? null : faceIn(bytes);
    if (face !== null) return face;
  }
  return null;
}

function faceIn(bytes: Buffer): Face | null {
  try {
    const opened = create(bytes);
    const faces = opened === null ? [] : 'fonts' in opened ? opened.fonts : [opened];
    const able = faces.filter((font) => NEEDED.every((char) => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)));
    const font = able.find(({ postscriptName }) => SIMPLIFIED.test(postscriptName)) ?? able[0];
    return font === undefined ? null : { bytes, face: font.postscriptName, font };
  } catch {
    return null;
  }
}
