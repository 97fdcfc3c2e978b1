// Reads of rows by their whole primary key. Several that ask for the same columns, of whichever rows and whoever asks, go to MySQL as
// one statement: reading a row costs it less than being asked does.
import { bind, columnOf, type Table } from './columns';
import type { Dialect } from './dialect';
import { type Key, type Keyed, namesOf, type RawRow, type Statement } from './table';
import type { Stored } from './values';
import type { Reach } from './where';

type Shape = Keyed['shape'];
type Plan = {
  readonly where: { readonly [name: string]: unknown };
  readonly order?: readonly unknown[];
  readonly limit?: number;
  readonly columns?: readonly string[];
  readonly after?: object;
};

/** Undefined: this is something else than a look at rows by their keys. */
export function selectByKey(dialect: Dialect, reach: Reach, table: Table, plan: Plan): Statement | undefined {
  if (dialect.byKeys === null || plan.order !== undefined || plan.after !== undefined) return undefined;
  const keys = keysIn(reach, table, plan);
  if (keys === undefined) return undefined;
  const shape = shapeOf(dialect, reach, table, plan.columns);
  return { ...textOf(shape, keys), keyed: { shape, keys } };
}

/** One value for each column of the key, or, for one of them, a list. */
function keysIn(reach: Reach, table: Table, { where, limit }: Plan): Keyed['keys'] | undefined {
  const own = reach === 'system' ? undefined : reach.tenantId;
  if (own !== undefined && (!table.scoped || 'tenantId' in where)) return undefined;
  if (Object.keys(where).length !== table.key.length - (own === undefined ? 0 : 1)) return undefined;
  let keys: Stored[][] = [[]];
  for (const name of table.key) {
    const value = name === 'tenantId' && own !== undefined ? own : where[name];
    const values = typeof value === 'object' && value !== null ? listIn(value) : [value];
    if (values === undefined || values.length === 0) return undefined;
    if (values.length > 1 && (keys.length > 1 || limit !== undefined)) return undefined;
    const bound: Stored[] = [];
    for (const each of values) {
      if (!isFit(each)) return undefined;
      bound.push(bind(table, name, each));
    }
    keys = keys.flatMap((key) => bound.map((one) => [...key, one]));
  }
  return new Map(keys.map((key) => [nameOf(key), key]));
}

function listIn(condition: object): readonly unknown[] | undefined {
  const [[operator, values] = [], ...more] = Object.entries(condition);
  return operator === 'in' && more.length === 0 ? (values as readonly unknown[]) : undefined;
}

/** MySQL takes texts for equal that differ in spaces at the end: which of them were asked for could not be told from the answer. */
const isFit = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && !value.endsWith(' '));

/** No text of ours holds a null byte. */
const nameOf = (key: Key): string => key.join('\0');

const SHAPES = new WeakMap<Table, Map<string, Shape>>();

function shapeOf(dialect: Dialect, reach: Reach, table: Table, columns: readonly string[] | undefined): Shape {
  const made = SHAPES.get(table) ?? new Map<string, Shape>();
  SHAPES.set(table, made);
  const name = `${reach === 'system'} ${columns?.join(' ') ?? ''}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const quoted = (all: readonly string[]) => all.map((one) => columnOf(table, one) && dialect.quote(one)).join(', ');
  const wanted = quoted([...new Set([...namesOf(reach, table, columns), ...table.key])]);
  const shape = {
    head: `select ${wanted} from ${dialect.quote(table.name)}${dialect.byKeys} where (${quoted(table.key)}) in (`,
    test: `(${table.key.map(() => '?').join(', ')})`,
    key: table.key,
  };
  made.set(name, shape);
  return shape;
}

function textOf({ head, test }: Shape, keys: Keyed['keys']): Statement {
  const all = [...keys.values()];
  return { sql: `${head}${all.map(() => test).join(', ')})`, params: all.flat() };
}

/** Keys in one statement, at most. */
const MOST = 100;

export type Joint = {
  /** Fewer than were asked, or as many. */
  readonly statements: readonly Statement[];
  /** The rows that one of those who asked was after, out of the answers to `statements`. */
  readonly rowsFor: (at: number, answers: readonly (readonly RawRow[])[]) => readonly RawRow[];
};

export function joined(asked: readonly Statement[]): Joint {
  type Group = {
    readonly place: number;
    readonly shape: Shape | undefined;
    readonly keys: Map<string, Key>;
    alone: boolean;
    rows?: Map<string, RawRow>;
  };
  const statements: Statement[] = [];
  const open = new Map<Shape, Group>();
  const groups = asked.map((one): Group => {
    const shape = one.keyed?.shape;
    let group = shape && open.get(shape);
    if (group === undefined || group.keys.size >= MOST) {
      group = { place: statements.push(one) - 1, shape, keys: new Map(one.keyed?.keys), alone: true };
      if (shape !== undefined) open.set(shape, group);
      return group;
    }
    group.alone = false;
    for (const [name, key] of one.keyed?.keys ?? []) group.keys.set(name, key);
    return group;
  });
  for (const { shape, alone, place, keys } of new Set(groups))
    if (shape !== undefined && !alone) statements[place] = textOf(shape, keys);
  return {
    statements,
    rowsFor: (at, answers) => {
      const [group, keyed] = [groups[at], asked[at]?.keyed];
      const rows = answers[group?.place ?? -1] ?? [];
      if (group === undefined || keyed === undefined || group.alone) return rows;
      const { key } = keyed.shape;
      group.rows ??= new Map(rows.map((row) => [nameOf(key.map((name) => row[name] as Stored)), row]));
      const own: RawRow[] = [];
      for (const name of keyed.keys.keys()) {
        const row = group.rows.get(name);
        if (row !== undefined) own.push(row);
      }
      return own;
    },
  };
}
