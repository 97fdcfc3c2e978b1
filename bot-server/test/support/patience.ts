/** Until what must come has come, in milliseconds: long, since how quick a machine is decides about no test. */
export const PATIENCE_MS = 240_000;
/** The same, as a browser is told. */
export const PATIENCE = { timeout: PATIENCE_MS };
