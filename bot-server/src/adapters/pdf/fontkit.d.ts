// fontkit ships no types: this is the part of it that we use.
declare module 'fontkit' {
  export type Font = {
    readonly postscriptName: string;
    /** What positions and outlines are measured in. */
    readonly unitsPerEm: number;
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly layout: (text: string) => Run;
  };
  type Run = {
    readonly glyphs: readonly { readonly path: { readonly toSVG: () => string } }[];
    readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
    readonly advanceWidth: number;
  };
  type Collection = { readonly fonts: readonly Font[] };
  /** Throws on what is no font; null where it has no such face. */
  export function create(bytes: Buffer, face?: string): Font | Collection | null;
}
