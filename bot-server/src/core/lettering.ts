// Text as outlines, for what is drawn where no fonts are: one line, as parts of a drawing (SVG) that stand on y = 0 and reach upwards.
export type Outline = {
  /** SVG elements, in units of which `em` make the text's height; y grows upwards. */
  readonly parts: string;
  readonly width: number;
  readonly em: number;
};

/** Null: there is no font on this machine that has Chinese characters. */
export type Lettering = (text: string) => Promise<Outline | null>;
