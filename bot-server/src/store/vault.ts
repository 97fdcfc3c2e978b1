// Personal values at rest. Rows and timelines hold the id of a row of the vault instead of a telephone number: hash chains hold over
// ids, another key re-encrypts one table, and what is removed from it is gone from everywhere. AES-256-GCM, a fresh nonce each;
// found again by keyed hashes (HMAC-SHA-256), which tell nothing to whoever has the database without the key.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { makeId, type TenantId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import { digitsOf, masked } from '@paidan/shared/rules/phone';
import { CHUNK } from './chunks';
import type { NewRow, RowOf } from './columns';
import { freshBytes } from './random';
import type { Finder, Reader } from './reader';
import { vault as table } from './tables/vault';

export type Personal = { readonly kind: string; readonly subject: string };

export type Vault = {
  /** The row that keeps the value; its id stands for the value everywhere else. */
  readonly close: (tenantId: TenantId, about: Personal, value: string, now: number) => NewRow<typeof table>;
  /** Throws where the row was changed, moved, said to be about something else, or sealed under a key that is not here. */
  readonly open: (tenantId: TenantId, row: RowOf<typeof table>) => string;
  /**
   * The same, with every id of this vault that stands anywhere in it replaced by its value; one look-up, or none. What is sealed under
   * a key that is not here is an empty text; an id of nothing that is kept is left as it is, for somebody may have written just that.
   */
  readonly shown: <T>(reader: Reader, value: T) => Promise<T>;
  /** The same, masked: what everybody is answered. */
  readonly masked: <T>(reader: Reader, value: T) => Promise<T>;
  /**
   * Ids of the values of this kind that are the number, however it is written; of four digits alone, those that end so. For a search:
   * of very many, some.
   */
  readonly find: (reader: Reader, kind: string, number: string) => Promise<readonly string[]>;
  /** Every one of them, however many there are, and of the whole number only: for whatever may not miss one. */
  readonly findAll: (reader: Finder, kind: string, number: string) => Promise<readonly string[]>;
  /** What is wrong with the row, in words; null: it opens, and is found by the number that it holds. */
  readonly flaw: (tenantId: TenantId, row: RowOf<typeof table>) => string | null;
  /** Of the key, and the form, that new values are sealed under. */
  readonly keyId: string;
  /** What else is read: other keys, and each key's form of before. */
  readonly otherKeys: readonly string[];
  /** Keyed hash under the present key of what a note says of an event. */
  readonly sign: (tenantId: TenantId, note: Note) => string;
  /** Was it signed so, under any key that is here? */
  readonly signed: (tenantId: TenantId, note: Note & { readonly mac: string | null }) => boolean;
  /** What changes in the row when it goes over to the present key; throws as `open` does. */
  readonly again: (
    tenantId: TenantId,
    row: RowOf<typeof table>,
  ) => Pick<RowOf<typeof table>, 'keyId' | 'mark' | 'tail' | 'body'>;
};

/** `tables/sealedEvent.ts` */
type Note = { readonly streamId: string; readonly seq: number; readonly digest: string };

const NONCE = 12;
const TAG = 16;
const STANDS_IN = /^~[0-9a-hjkmnp-tv-z]{19}$/;
const MOST_FOUND = 500;
/** Milliseconds, and how many at most: until whoever reported has been answered. */
const REMEMBERED = 1000;
const MOST_REMEMBERED = 500;

/** Does it stand for a value that is kept in the vault? No number that a form takes looks like it. */
export const standsIn = (value: unknown): value is string =>
  typeof value === 'string' && value.charCodeAt(0) === 126 && STANDS_IN.test(value);

/**
 * `bound`: what the value is about is sealed in with it. It was not, at first; those values have a key id of their own, so that another
 * form is moved to as another key is.
 */
type Keys = {
  readonly id: string;
  readonly cipher: Buffer;
  readonly mark: Buffer;
  readonly note: Buffer;
  readonly bound: boolean;
};

const contextOf = ({ bound }: Keys, tenantId: TenantId, { id, kind, subject }: Personal & { readonly id: string }) =>
  Buffer.from(bound ? `${tenantId} ${id} ${kind} ${subject}` : `${tenantId} ${id}`);

/** The first key seals; values that are sealed under any of them are read and found. */
export function makeVault(present: string, ...others: readonly string[]): Vault {
  const keys = keysOf(present);
  const all = [present, ...others].flatMap((each) => [keysOf(each), keysOf(each, false)]);
  const known = new Map(all.map((each) => [each.id, each]));

  const open = (tenantId: TenantId, row: RowOf<typeof table>) => {
    const { keyId, body } = row;
    const own = known.get(keyId);
    if (own === undefined) throw new Error(`a personal value is sealed under key ${keyId}, which is not here`);
    const bytes = Buffer.from(body, 'base64url');
    // Signs that decode to nothing would go unseen.
    if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== body)
      throw new Error('a personal value is damaged');
    const decipher = createDecipheriv('aes-256-gcm', own.cipher, bytes.subarray(0, NONCE));
    decipher.setAAD(contextOf(own, tenantId, row));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    return decipher.update(bytes.subarray(NONCE, bytes.length - TAG), undefined, 'utf8') + decipher.final('utf8');
  };

  const mark = (tenantId: TenantId, what: 'all' | 'tail', digits: string, by = keys) =>
    createHmac('sha256', by.mark).update(`${what} ${tenantId} ${digits}`).digest('hex');

  const sign = (tenantId: TenantId, { streamId, seq, digest }: Note, by = keys) =>
    createHmac('sha256', by.note).update(`${tenantId} ${streamId} ${seq} ${digest}`).digest('hex');

  const marked = (tenantId: TenantId, value: string, by = keys) => {
    const digits = digitsOf(value);
    return {
      mark: mark(tenantId, 'all', digits, by),
      tail: digits.length > 4 ? mark(tenantId, 'tail', digits.slice(-4), by) : null,
    };
  };

  const sealed = (tenantId: TenantId, about: Personal & { readonly id: string }, value: string) => {
    const nonce = freshBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', keys.cipher, nonce);
    cipher.setAAD(contextOf(keys, tenantId, about));
    const body = Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { keyId: keys.id, ...marked(tenantId, value), body: body.toString('base64url') };
  };

  const flaw = (tenantId: TenantId, row: RowOf<typeof table>): string | null => {
    if (row.erasedAt !== null) return 'is said to be erased';
    const own = known.get(row.keyId);
    if (own === undefined) return `is sealed under key ${row.keyId}, which is not here`;
    try {
      const { mark: whole, tail } = marked(tenantId, open(tenantId, row), own);
      return whole === row.mark && tail === row.tail ? null : 'is not found by the number that it holds';
    } catch {
      return 'does not open: it was changed or moved';
    }
  };

  const marks = (reader: Finder, what: 'all' | 'tail', number: string) => ({
    in: [...new Set([...known.values()].map((each) => mark(reader.tenantId, what, digitsOf(number), each)))],
  });

  // Whoever reports is answered with the mask of what was just sealed, once: no look at the database, nothing to open.
  const fresh = new Map<string, { readonly mask: string; readonly until: number }>();
  const remember = (tenantId: TenantId, id: string, value: string) => {
    if (fresh.size >= MOST_REMEMBERED) fresh.delete(fresh.keys().next().value ?? '');
    fresh.set(`${tenantId} ${id}`, { mask: masked(value), until: performance.now() + REMEMBERED });
  };
  const recall = (tenantId: TenantId, id: string): string | undefined => {
    const key = `${tenantId} ${id}`;
    const known = fresh.get(key);
    fresh.delete(key);
    return known !== undefined && known.until > performance.now() ? known.mask : undefined;
  };

  const shownBy =
    (how: (text: string) => string): Vault['shown'] =>
    async (reader, value) => {
      const ids = new Set<string>();
      collect(value, ids);
      if (ids.size === 0) return value;
      const values = new Map<string, string>();
      if (how === masked) {
        for (const id of ids) {
          const mask = recall(reader.tenantId, id);
          if (mask !== undefined && ids.delete(id)) values.set(id, mask);
        }
      }
      const all = [...ids];
      for (let at = 0; at < all.length; at += CHUNK) {
        const rows = await reader.find(table, { where: { id: { in: all.slice(at, at + CHUNK) } } });
        for (const row of rows) values.set(row.id, known.has(row.keyId) ? how(open(reader.tenantId, row)) : '');
      }
      return replaced(value, values) as typeof value;
    };

  return {
    keyId: keys.id,
    otherKeys: [...known.keys()].filter((id) => id !== keys.id),
    close: (tenantId, { kind, subject }, value, now) => {
      // The first digit of an id's time is the same for a thousand years.
      const id = `~${makeId(now, freshBytes(11)).slice(1)}`;
      remember(tenantId, id, value);
      return { id, kind, subject, ...sealed(tenantId, { id, kind, subject }, value), erasedAt: null };
    },
    again: (tenantId, row) => sealed(tenantId, row, open(tenantId, row)),
    open,
    flaw,
    sign: (tenantId, note) => sign(tenantId, note),
    signed: (tenantId, note) => [...known.values()].some((each) => sign(tenantId, note, each) === note.mac),
    shown: shownBy((text) => text),
    masked: shownBy(masked),
    find: async (reader, kind, number) => {
      const ends = digitsOf(number).length === 4;
      const where = ends ? { kind, tail: marks(reader, 'tail', number) } : { kind, mark: marks(reader, 'all', number) };
      return (await reader.find(table, { where, columns: ['id'], limit: MOST_FOUND })).map(({ id }) => id);
    },
    findAll: async (reader, kind, number) => {
      const where = { kind, mark: marks(reader, 'all', number) };
      return (await reader.find(table, { where, columns: ['id'] })).map(({ id }) => id);
    },
  };
}

/** The events' own members, with each of `keys` under `values` and `change` closed away; the rows that keep them. */
export function closeIn<Body extends object>(
  vault: Vault,
  tenantId: TenantId,
  about: Personal,
  bodies: readonly Body[],
  keys: readonly string[],
  now: number,
): { readonly bodies: readonly Body[]; readonly rows: readonly NewRow<typeof table>[] } {
  const rows: NewRow<typeof table>[] = [];
  const inside = (values: object) => {
    const given = values as { readonly [key: string]: Json };
    const closed: { [key: string]: Json } = {};
    for (const key of keys) {
      const value = Object.hasOwn(given, key) ? given[key] : undefined;
      if (typeof value !== 'string' || value === '' || standsIn(value)) continue;
      const row = vault.close(tenantId, about, value, now);
      rows.push(row);
      closed[key] = row.id;
    }
    return { ...given, ...closed };
  };
  const after = bodies.map((body) => {
    const had = rows.length;
    const members = { ...body } as { [member: string]: unknown };
    for (const member of ['values', 'change'] as const) {
      const values = members[member];
      if (typeof values === 'object' && values !== null) members[member] = inside(values);
    }
    return rows.length === had ? body : (members as unknown as Body);
  });
  return { bodies: after, rows };
}

/**
 * The rows with what stands under `keys` shown, and nothing else of them: whoever writes an id as a title, or takes one for a name,
 * is not shown what it stands for.
 */
export async function openIn<Row extends object>(
  vault: Vault | undefined,
  reader: Reader,
  rows: readonly Row[],
  keys: readonly string[],
): Promise<readonly Row[]> {
  if (vault === undefined || keys.length === 0) return rows;
  const closed = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key))));
  const opened = await vault.shown(reader, closed);
  return rows.map((row, at) => ({ ...row, ...opened[at] }));
}

function keysOf(secretKey: string, bound = true): Keys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secretKey, '', `paidan personal ${purpose} v1`, 32));
  const id = createHash('sha256')
    .update(derive(bound ? 'key id, bound' : 'key id'))
    .digest('hex')
    .slice(0, 16);
  return { id, cipher: derive('values'), mark: derive('marks'), note: derive('notes'), bound };
}

/** What stands in it for values, wherever in it. */
export function collect(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    if (standsIn(value)) ids.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, ids);
  }
}

/** What stands for nothing that is kept is left as it is: somebody may have written just that. */
export function replaced(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return standsIn(value) ? (values.get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, values)]));
}
