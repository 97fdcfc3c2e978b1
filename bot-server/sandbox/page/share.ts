// A new state that keeps the old one's objects wherever nothing changed, so that only what changed is drawn again.

/** Messages and the like are told apart by these, so that an insertion in front does not shift everything. */
const NAMES = ['id', 'userid', 'openid', 'corpId', 'appid', 'agentId', 'key'] as const;

export function share<T>(old: unknown, fresh: T): T {
  return shared(old, fresh) as T;
}

function shared(old: unknown, fresh: unknown): unknown {
  if (Object.is(old, fresh) || !isObject(old) || !isObject(fresh)) return fresh;
  if (Array.isArray(old) !== Array.isArray(fresh)) return fresh;
  return Array.isArray(fresh) ? sharedList(old as unknown as readonly unknown[], fresh) : sharedRecord(old, fresh);
}

function sharedList(old: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  const byName = new Map(old.map((item, at) => [nameOf(item, at), item]));
  const items = fresh.map((item, at) => shared(byName.get(nameOf(item, at)), item));
  return items.length === old.length && items.every((item, at) => Object.is(item, old[at])) ? old : items;
}

function sharedRecord(old: Bag, fresh: Bag): Bag {
  const keys = Object.keys(fresh);
  const entries = keys.map((key) => [key, shared(old[key], fresh[key])] as const);
  const same = Object.keys(old).length === keys.length && entries.every(([key, value]) => Object.is(value, old[key]));
  return same ? old : Object.fromEntries(entries);
}

type Bag = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Bag => value !== null && typeof value === 'object';

function nameOf(item: unknown, at: number): string {
  if (!isObject(item)) return `at ${at}`;
  const name = NAMES.find((key) => item[key] !== undefined);
  return name === undefined ? `at ${at}` : `${name} ${String(item[name])}`;
}
