// fontkit ships no types: this is the part of it that we use.
declare module 'fontkit' {
  export type Font = { readonly postscriptName: string; readonly hasGlyphForCodePoint: (codePoint: number) => boolean };
  type Collection = { readonly fonts: readonly Font[] };
  /** Throws on what is no font; null where it has no such face. */
  export function create(bytes: Buffer, face?: string): Font | Collection | null;
}
