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
      return typeof value === 'string' && fits(value, size) ? value : undefined;
    case 'prose':
      return typeof value === 'string' && value.length <= MOST_PROSE ? value : undefined;
    case 'int':
      return Number.isInteger(value) && Math.abs(value as number) <= MOST_INT ? (value as number) : undefined;
    case 'bigint':
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case 'double':
      return Number.isFinite(value) ? (value as number) : undefined;
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

/** Databases count characters, JavaScript UTF-16 units: there are never more of the former. */
const fits = (value: string, size: number) =>
  value.length <= size || (value.length <= 2 * size && [...value].length <= size);
