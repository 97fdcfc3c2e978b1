// Input that no longer fits: somewhere in it stands what does not belong there.
import type { Random } from '../../src/sample/random';
import type { Json } from './schema';

const nested = (depth: number): Json => (depth === 0 ? 'x' : { a: nested(depth - 1) });

const STRANGE: readonly Json[] = [
  null,
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  5e-324,
  '',
  ' ',
  'a\0b',
  'half \ud83d',
  '\u2028\u2029',
  'a\nb\tc\r',
  '\u202e\u200b\u200f',
  '0000-00-00',
  'NaN',
  '1e999',
  "';--",
  '%',
  '🈚'.repeat(300),
  '长'.repeat(10_001),
  '00000000000000000000',
  '../..',
  [],
  [[]],
  Array.from({ length: 2000 }, () => 1),
  {},
  { $ne: null },
  { toString: 1, valueOf: 2, length: 3 },
  { constructor: { prototype: { polluted: 1 } } },
  nested(20),
];
const ODD_KEYS = ['', 'toString', 'constructor', '__proto__', '长', 'a.b', '0', 'length', 'id', 'tenantId', 'version'];

/** One to three places of it changed, taken away, doubled or added to. */
export function twist(value: Json, random: Random): Json {
  let made = value;
  for (let n = 1 + random.below(3); n > 0; n--) made = once(made, random, 0);
  return made;
}

function once(value: Json, random: Random, depth: number): Json {
  const isTree = typeof value === 'object' && value !== null;
  // Deeper places are as likely as high ones.
  if (!isTree || (depth > 0 && random.chance(0.25))) return random.pick(STRANGE);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.2)) return [...value, random.pick(STRANGE)];
    const at = random.below(value.length);
    if (random.chance(0.2)) return [...value, ...value];
    return value.map((member, index) => (index === at ? once(member, random, depth + 1) : member));
  }
  const members = Object.entries(value as { [key: string]: Json });
  if (members.length === 0 || random.chance(0.15)) {
    return Object.fromEntries([...members, [random.pick(ODD_KEYS), random.pick(STRANGE)]]);
  }
  const at = random.below(members.length);
  if (random.chance(0.15)) return Object.fromEntries(members.filter((_, index) => index !== at));
  return Object.fromEntries(
    members.map(([key, member], index) => [key, index === at ? once(member, random, depth + 1) : member]),
  );
}

/** A body that is hardly JSON any more. */
export function garble(json: string, random: Random): string | Buffer {
  const at = random.below(json.length + 1);
  return random.pick<() => string | Buffer>([
    () => json.slice(0, at),
    () => `\ufeff${json}`,
    () => `${json}${json}`,
    () => `${json.slice(0, at)}\0${json.slice(at)}`,
    () =>
      Buffer.concat([
        Buffer.from(json.slice(0, at)),
        Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
        Buffer.from(json.slice(at)),
      ]),
    () => `${'['.repeat(5000)}${']'.repeat(5000)}`,
    () => `{"a":${'1'.repeat(20_000)}}`,
    () => json.replace('{', '{"__proto__":{"admin":true},'),
    () => json.replace(/"(\w+)":/, '"$1":1,"$1":'),
    () => `"${'\\u0041'.repeat(100)}"`,
    () => 'null',
    () => 'a=1&b=2',
    () => '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
  ])();
}
