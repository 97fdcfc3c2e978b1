// How is one value of the program written into the database and read back? The same on both databases.

export type Kind = 'text' | 'prose' | 'int' | 'bigint' | 'double' | 'bool' | 'json';
/** What is bound to a placeholder. */
export type Stored = string | number | null;

const MOST_INT = 2 ** 31 - 1;
/** MySQL's mediumtext holds 16 MB; nothing of ours comes near. */
const MOST_PROSE = 4 * 1024 * 1024;

/** Undefined: the column could not give this value back equal. SQLite would take it all the same, MySQL would not. */
export function toStored(kind: Kind, size: number, value: unknown): Stored | undefined {
  switch (kind) {
    case 'text':
      return typeof value === 'string' && fits(value, size) && isWhole(value) ? value : undefined;
    case 'prose':
      return typeof value === 'string' && value.length <= MOST_PROSE && isWhole(value) ? value : undefined;
    case 'int':
      return Number.isInteger(value) && Math.abs(value as number) <= MOST_INT ? (value as number) : undefined;
    case 'bigint':
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case 'double':
      return Number.isFinite(value) ? snapped(value as number) : undefined;
    case 'bool':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'json':
      return value === undefined ? undefined : JSON.stringify(value);
  }
}

export function fromStored(kind: Kind, stored: unknown): unknown {
  if (stored === null) return null;
  if (kind === 'json') return JSON.parse(stored as string);
  if (kind === 'bool') return stored === 1;
  return stored;
}

/** The SQLite driver binds what lies this near to a whole number as that number; so it is on both databases. */
const snapped = (value: number) => (Math.abs(value - Math.round(value)) < 1e-12 ? Math.round(value) : value);

/** Databases count characters, JavaScript UTF-16 units: there are never more of the former. */
const fits = (value: string, size: number) =>
  value.length <= size || (value.length <= 2 * size && [...value].length <= size);

/** Half a surrogate pair has no UTF-8; NUL ends a text in SQLite's own functions. */
const isWhole = (value: string) =>
  !value.includes('\0') && (value as string & { isWellFormed(): boolean }).isWellFormed();
