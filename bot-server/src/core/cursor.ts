// Keyset cursors: opaque to callers, a JSON list of the last row's order values inside.
import type { Json } from '@paidan/shared/kernel/json';

export const writeCursor = (values: readonly Json[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Undefined where the cursor is not one of ours: `shape` names the type of each value, in order. */
export function readCursor(cursor: string, shape: readonly ('string' | 'number')[]): readonly Json[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(values) || values.length !== shape.length) return undefined;
    return values.every((value, index) => typeof value === shape[index]) ? (values as Json[]) : undefined;
  } catch {
    return undefined;
  }
}
