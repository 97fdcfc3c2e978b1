// Input that fits its schema, out of chance: ids of things that are there, texts that others stumbled over, numbers at the edge.
import fc from 'fast-check';
import type { Random } from '../../src/sample/random';
import type { Json, Schema } from './schema';

export type Pools = {
  /** By what a property is called: `ticketId`, `site` …; `any` for all others. */
  readonly ids: Readonly<Record<string, readonly string[]>> & { readonly any: readonly string[] };
  /** Where lists go on. */
  readonly cursors: readonly string[];
  /** Keys of forms, and what fits some of them. */
  readonly values: readonly (readonly [string, Json])[];
};

/** `name`: of the property that it is for; an `id` is one of this noun. */
export type Generate = (schema: Schema, name?: string, noun?: string) => Json;

const TEXTS = [
  '厨房水管漏水',
  '漏水',
  'a',
  'Ω≈ç√∫',
  '😀👨‍👩‍👧‍👦🇨🇳',
  'שלום \u202eabc\u202c',
  "' or 1=1; drop table ticket; --",
  '<img src=x onerror=alert(1)>',
  '#{7*7}{{7*7}}<%= 7 %>',
  '=cmd|"/c calc"!A1',
  '../../../../etc/passwd',
  '%00%0a%25',
  '__proto__',
  'constructor',
  'null',
  '\u200b\ufeff',
  'ﬃ İı ß',
  '%',
  '_',
  '\\',
  '13800138000',
  'zh-CN',
];

/** Texts that fit and mean something; of any other pattern one is made that fits. */
const FITTING: Readonly<Record<string, (random: Random) => string>> = {
  '^[\\x21-\\x7e]+$': (random) => `key-${random.below(50)}`,
  '^[A-Za-z0-9][A-Za-z0-9._-]*$': (random) => random.pick(['repair', 'CH-G', 'cuihu', `code-${random.below(1e6)}`]),
  '^[A-Za-z0-9][A-Za-z0-9._@+-]*$': (random) => random.pick(['tech1', `login.${random.below(1e6)}@x`]),
  '^[a-z][A-Za-z0-9]*$': (random) => random.pick(['title', 'phone', 'site', 'photos', `field${random.below(99)}`]),
  '^[A-Za-z0-9]+(\\.[A-Za-z0-9]+)*$': (random) =>
    random.pick(['values.title', 'ticket.phase', 'a.b.c.d', 'actor.roles']),
  '^\\+?[0-9][0-9 -]*$': (random) => random.pick(['13800138009', '+86 138-0013-8009', '0', '021-55550000']),
  '^[\\w-]{10,64}$': (random) => `tmpl_${10_000_000 + random.below(1000)}`,
  '^[a-z_]{4,20}[0-9]{1,3}$': (random) => random.pick(['thing1', 'time12', 'character_string3']),
  '^https?:\\/\\/[^\\s/?#@"\'<>]+$': (random) => random.pick(['https://paidan.test', 'http://127.0.0.1:9']),
  '^[A-Za-z0-9_-]+$': (random) => random.pick(['x'.repeat(22), 'y'.repeat(43), 'AAAA', '-_-_']),
};
const ID = '^[0-9a-hjkmnp-tv-z]{20}$';
const REF = '^[sa]\\.[0-9a-hjkmnp-tv-z]{20}$';
/** Line ends and controls left out: what is excluded, not what must be. */
const FREE = /^\^\[\^/;

const matching = (pattern: string, random: Random): string =>
  fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: random.below(2 ** 31) })[0] ?? '';

export function makeGenerate(resolve: (schema: Schema) => Schema, random: Random, pools: Pools): Generate {
  let nounOfId = '';
  const idFor = (given: string): string => {
    const name = given === 'id' || given === 'ids' ? nounOfId : given;
    const own = pools.ids[name] ?? pools.ids[name.replace(/s$/, '')];
    const list = own !== undefined && random.chance(0.85) ? own : pools.ids.any;
    return random.chance(0.05) || list.length === 0 ? '00000000000000000000' : random.pick(list);
  };
  const text = (schema: Schema, name: string): string => {
    const {
      pattern,
      minLength = 0,
      maxLength = 200,
    } = schema as { pattern?: string; minLength?: number; maxLength?: number };
    if (pattern === ID) return idFor(name);
    if (name === 'cursor') return random.pick(pools.cursors);
    if (pattern === REF) return `${random.pick(['s', 'a'])}.${idFor('site')}`;
    const free = pattern === undefined || FREE.test(pattern);
    const fitting = free ? null : (FITTING[pattern] ?? ((chance: Random) => matching(pattern, chance)));
    const made = fitting !== null ? fitting(random) : random.chance(0.03) ? '长'.repeat(maxLength) : random.pick(TEXTS);
    return made.padEnd(minLength, 'x').slice(0, maxLength);
  };
  const number = (schema: Schema): number => {
    const { minimum = -1000, maximum = 1000 } = schema as { minimum?: number; maximum?: number };
    const inside = [minimum, maximum, minimum + 1, Math.max(minimum, Math.min(maximum, random.below(10)))];
    const made = random.pick(inside.filter((one) => one >= minimum && one <= maximum));
    return schema.type === 'number' && random.chance(0.3) ? Math.min(maximum, made + 0.25) : made;
  };
  const object = (schema: Schema, depth: number): Json => {
    const {
      properties = {},
      required = [],
      additionalProperties,
    } = schema as {
      properties?: Readonly<Record<string, Schema>>;
      required?: readonly string[];
      additionalProperties?: Schema | boolean;
    };
    const made: [string, Json][] = Object.entries(properties)
      .filter(([key]) => required.includes(key) || random.chance(depth > 6 ? 0 : 0.4))
      .map(([key, member]) => [key, make(member, key, depth + 1)]);
    if (typeof additionalProperties === 'object') {
      for (let n = random.below(6); n > 0; n--) {
        const [key, value] = random.pick(pools.values);
        made.push([key, random.chance(0.7) ? value : make(additionalProperties, key, depth + 1)]);
      }
    }
    return Object.fromEntries(made);
  };
  const list = (schema: Schema, name: string, depth: number): Json => {
    const {
      items = {},
      minItems = 0,
      maxItems = 1000,
    } = schema as { items?: Schema; minItems?: number; maxItems?: number };
    const size = Math.min(maxItems, minItems + (depth > 6 ? 0 : random.below(random.chance(0.05) ? 40 : 4)));
    return Array.from({ length: size }, () => make(items, name, depth + 1));
  };
  const make = (unresolved: Schema, name: string, depth: number): Json => {
    const schema = resolve(unresolved);
    const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
    // Deep down the first one: the simplest stands there.
    if (choices !== undefined) return make(depth > 8 ? (choices[0] as Schema) : random.pick(choices), name, depth + 1);
    if ('const' in schema) return schema.const as Json;
    if (Array.isArray(schema.enum)) return random.pick(schema.enum as Json[]);
    switch (schema.type) {
      case 'string':
        return text(schema, name);
      case 'integer':
      case 'number':
        return number(schema);
      case 'boolean':
        return random.chance(0.5);
      case 'array':
        return list(schema, name, depth);
      case 'null':
        return null;
      case 'object':
        return object(schema, depth);
      default:
        return random.pick<Json>([null, 'x', 1, [], {}]);
    }
  };
  return (schema, name = '', noun = '') => {
    nounOfId = noun;
    return make(schema, name, 0);
  };
}
