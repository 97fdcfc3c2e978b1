// What is a figure, and how is a handful of measurements told in one line?

export type Ground = {
  /** A folder of its own, gone again afterwards. */
  readonly dir: string;
  readonly say: (line: string) => void;
  /** A quick look, with less to lean on. */
  readonly short: boolean;
  /** A durable server on which databases may be made and dropped. */
  readonly mysqlUrl: string | undefined;
};
export type Line = { readonly [member: string]: unknown };
export type Figure = (ground: Ground) => Promise<Line>;

export type Spread = { readonly min: number; readonly median: number; readonly max: number };

export function spreadOf(values: readonly number[], digits = 0): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const round = (value: number | undefined) => Number((value ?? Number.NaN).toFixed(digits));
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { min: round(sorted[0]), median: round(median), max: round(sorted.at(-1)) };
}

/** To two digits behind the point. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN).toFixed(2));
}
