// How a QR symbol is drawn into its square: black modules on a quiet zone of four (ISO/IEC 18004, 5.3.8).

export const QUIET = 4;
/** Millimetres. Printers for labels draw 8 dots per millimetre, and phones want three of them per module. */
export const LEAST_MODULE = 0.38;
/** A round mini-program code has finer dots: below this its square is not read from an arm's length. Millimetres. */
export const LEAST_MINI = 18;

/** Of one module in a square of that side, for a symbol of so many modules. */
export const moduleOf = (side: number, modules: number): number => side / (modules + 2 * QUIET);

export type Bar = { readonly x: number; readonly y: number; readonly width: number };

/** Each run of black modules as one bar of one module's height, counted in modules from the symbol's corner. */
export function barsOf(symbol: readonly (readonly boolean[])[]): readonly Bar[] {
  return symbol.flatMap((row, y) => {
    const bars: Bar[] = [];
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      let end = x;
      while (row[end] === true) end++;
      bars.push({ x, y, width: end - x });
      x = end;
    }
    return bars;
  });
}

/**
 * A label by the kind and id of what it is for: `s.<id>` or `a.<id>`. As the scene of a mini-program code it has at most 32
 * characters, none of which the platform minds (wxa/getwxacodeunlimit).
 */
export const refOf = (of: 'site' | 'asset', id: string): string => `${of === 'site' ? 's' : 'a'}.${id}`;

export const linkOf = (base: string, org: string, ref: string, code: string): string =>
  `${base}/q/${org}/${ref.startsWith('s') ? 's' : 'a'}/${code}`;

/** Pixels to ask of the platform for a mini-program code: its own default, and its most for large prints. */
export const MINI_WIDTH = { usual: 430, large: 1280 } as const;
/** Millimetres of a square from which on the usual picture would look coarse (240 dots per inch). */
export const LARGE_SIDE = 45;
