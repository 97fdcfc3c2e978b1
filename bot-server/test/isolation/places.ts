// Where may an id stand in what an endpoint is sent? Read from the contract's own schemas, so that a new field is tried at once.
import { contract, type EndpointName } from '@paidan/shared/contract/index';
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { z } from 'zod';

type Schema = {
  readonly type?: string;
  readonly pattern?: string;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $defs?: Readonly<Record<string, Schema>>;
};
type Bag = Record<string, unknown>;
/** `put`: the base with this id in the place, and whatever else the place wants. */
export type Place = {
  readonly where: string;
  readonly put: (base: unknown, id: string) => unknown;
  /** A field of a form: it names pictures, places and things only. */
  readonly inForm?: boolean;
};

const ID = ID_PATTERN.source.slice(1, -1);
/** What a form may hold, by the keys that the sample's own templates have. */
const FORM: Readonly<Record<string, (id: string) => unknown>> = {
  photos: (id) => [id],
  beforePhotos: (id) => [id],
  afterPhotos: (id) => [id],
  signature: (id) => id,
  site: (id) => id,
  asset: (id) => id,
  voice: (file) => ({ file, seconds: 3 }),
  checklist: (id) => ({ checks: { valve: [id] } }),
};
const DEEPEST = 8;

export function placesOf(name: EndpointName): readonly Place[] {
  const root = z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return walk(root, root, '', 0);
}

function walk(schema: Schema, root: Schema, where: string, depth: number): readonly Place[] {
  if (depth > DEEPEST) return [];
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const found = root.$defs?.[name];
    return found === undefined ? [] : walk(found, root, where, depth + 1);
  }
  if (schema.pattern?.includes(ID)) {
    // `s.<id>`, as labels are named.
    const kinds = schema.pattern.startsWith('^[sa]') ? ['s.', 'a.'] : [''];
    return kinds.map((kind) => ({ where: where + kind, put: (_, id) => kind + id }));
  }
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inBranches = branches.flatMap((branch) => walk(branch, root, where, depth + 1));
  const inItems = (schema.items === undefined ? [] : walk(schema.items, root, `${where}[]`, depth + 1)).map(
    ({ where: at, put, ...more }): Place => ({
      ...more,
      where: at,
      put: (base, id) => [put(Array.isArray(base) ? base[0] : null, id)],
    }),
  );
  const inMembers = Object.entries(schema.properties ?? {}).flatMap(([key, member]) =>
    walk(member, root, `${where}.${key}`, depth + 1).map(
      ({ where: at, put, ...more }): Place => ({
        ...more,
        where: at,
        put: (base, id) => ({ ...fitting(schema, root, base), [key]: put((base as Bag | null)?.[key], id) }),
      }),
    ),
  );
  const rest = schema.additionalProperties;
  const isForm = typeof rest === 'object' && rest.$ref === '#/$defs/fieldValue';
  const inForm = isForm
    ? Object.entries(FORM).map(
        ([key, make]): Place => ({
          where: `${where}.${key}`,
          inForm: true,
          put: (base, id) => ({ ...(base as Bag | undefined), [key]: make(id) }),
        }),
      )
    : [];
  return [...inBranches, ...inItems, ...inMembers, ...inForm];
}

/** What the base has of this schema's members, and the least of those that it wants and the base has not. */
function fitting(schema: Schema, root: Schema, base: unknown): Bag {
  const had = typeof base === 'object' && base !== null ? (base as Bag) : {};
  const members = Object.entries(schema.properties ?? {});
  const kept = members.filter(([key]) => Object.hasOwn(had, key)).map(([key]) => [key, had[key]]);
  const wanted = members
    .filter(([key]) => schema.required?.includes(key) && !Object.hasOwn(had, key))
    .map(([key, member]) => [key, least(member, root)]);
  return Object.fromEntries([...kept, ...wanted]) as Bag;
}

function least(schema: Schema, root: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [branch] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (branch !== undefined) return least(branch, root);
  if (schema.pattern?.includes(ID)) return '0'.repeat(20);
  switch (schema.type) {
    case 'string':
      return 'x';
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return fitting(schema, root, {});
    default:
      return null;
  }
}
