// THE OUTBASKET as a plain value: what was done on this device and has not reached the server yet. Pure: what to send next, and
// what becomes of the basket after each answer. Storing, sending and waiting are `outbasket.ts`'s.
import type { Json } from '@paidan/shared/kernel/json';
import type { Instant } from '@paidan/shared/kernel/time';
import type { Label } from '../guest';

export type Body = { readonly [name: string]: Json };

/** A ticket as somebody saw it: what a change by somebody else is measured by. */
export type Seen = {
  readonly version: number;
  readonly node: string;
  readonly phase: string;
  /** A member's id. */
  readonly assignee: string | null;
  /** In words, for showing it again. */
  readonly nodeTitle: { readonly zh: string; readonly en: string };
  readonly assigneeName: string;
};

/** What the server said no to, and what the ticket is now (null: it could not be read). */
export type Conflict = {
  readonly code: string;
  readonly message: string;
  readonly now: Json | null;
};

export type Entry = {
  /** The Idempotency-Key: the same at every try, so that the server does it once. */
  readonly key: string;
  /** Entries of one lane go one after the other: the ticket's id, or a name of its own for a new ticket. */
  readonly lane: string;
  readonly name: string;
  /** May hold `local:…` in place of pictures that are not on the server yet. */
  readonly input: Body;
  /** The ticket as the person saw it; null: whatever it is by then. */
  readonly seen: Seen | null;
  /** Whose it is: a member's id. Nobody else's session sends it. */
  readonly by: string;
  readonly at: Instant;
  /** What it is about, as the person knows it. */
  readonly title: string;
  /** What went out, from the first try on: a repeated key must carry the very same. */
  readonly frozen: Body | null;
  readonly conflict: Conflict | null;
  /** The person said: go on without the pictures that the server does not take. */
  readonly without: boolean;
};

export type Picture = {
  readonly key: string;
  /** Kept on the device. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly by: string;
  readonly at: Instant;
  /** Of the public page that it was made on: it is for that organization; null: for whichever they are in. */
  readonly label: Label | null;
  /** On the server. */
  readonly fileId: string | null;
  /** The server's words, when it does not take this picture. */
  readonly refused: string | null;
  /** The watermark that the server is to draw; null: none, or it is drawn already. */
  readonly mark: { readonly ticketId: string; readonly takenAt: Instant } | null;
};

export type Basket = {
  readonly entries: readonly Entry[];
  readonly pictures: readonly Picture[];
  /** Per lane, what our own commands have made of the ticket. */
  readonly known: Readonly<Record<string, Seen>>;
};

export const EMPTY: Basket = { entries: [], pictures: [], known: {} };

export const put = (basket: Basket, entry: Entry): Basket => ({ ...basket, entries: [...basket.entries, entry] });

/** The first of each lane; a lane whose first is in conflict waits for the person. */
export function sendable(basket: Basket, by: string): readonly Entry[] {
  const lanes = new Set<string>();
  return basket.entries.filter((entry) => {
    if (entry.by !== by || lanes.has(entry.lane)) return false;
    lanes.add(entry.lane);
    return entry.conflict === null;
  });
}

/** Pictures that this entry needs and that the server does not have yet. */
export function missingPictures(basket: Basket, entry: Entry): readonly Picture[] {
  if (entry.frozen !== null) return [];
  return picturesOf(basket, entry).filter(({ fileId, refused }) => fileId === null && refused === null);
}

/** The first that the server would not take, if that is not settled yet. */
export const refusedPicture = (basket: Basket, entry: Entry): Picture | undefined =>
  entry.frozen !== null || entry.without
    ? undefined
    : picturesOf(basket, entry).find(({ fileId, refused }) => fileId === null && refused !== null);

function picturesOf(basket: Basket, entry: Entry): readonly Picture[] {
  const needed = localsIn(entry.input);
  return basket.pictures.filter((picture) => needed.includes(LOCAL + picture.key));
}

export const LOCAL = 'local:';

const PASSING = ['signed_out', 'busy', 'locked_out', 'too_many', 'file_count'];
/** Refusals that say nothing about what was sent. */
export const isPassing = (code: string): boolean => PASSING.indexOf(code) >= 0;

/**
 * What goes out for this entry, now and at every later try. The version is what the person saw, or what our own earlier commands
 * made of it since: only somebody else's change makes it stale.
 */
export function freeze(basket: Basket, key: string): Basket {
  return change(basket, key, (entry) => {
    if (entry.frozen !== null) return entry;
    const version = baseOf(basket, entry)?.version ?? null;
    const ids = new Map(basket.pictures.map((picture) => [LOCAL + picture.key, picture.fileId]));
    const body = withoutLocals(entry.input, ids) as Body;
    return { ...entry, frozen: version === null ? body : { ...body, version } };
  });
}

/** What this entry builds on: the screen, or our own later doing. */
export function baseOf(basket: Basket, entry: Entry): Seen | null {
  const known = basket.known[entry.lane];
  return entry.seen !== null && known !== undefined && known.version > entry.seen.version ? known : entry.seen;
}

/** Somebody else moved it on, rather than only adding words. */
export const movedOn = (base: Seen | null, now: Seen): boolean =>
  base === null || base.node !== now.node || base.phase !== now.phase || base.assignee !== now.assignee;

/**
 * The same once more, for the ticket as it is now. The key stays: what went out before carries an older version, so it can never
 * be taken any more.
 */
export const retold = (basket: Basket, key: string, now: Seen): Basket =>
  change(basket, key, (entry) => ({ ...entry, seen: now, frozen: null, conflict: null }));

export const uploaded = (basket: Basket, key: string, fileId: string): Basket => ({
  ...basket,
  pictures: basket.pictures.map((picture) => (picture.key === key ? { ...picture, fileId } : picture)),
});

export const notTaken = (basket: Basket, key: string, refused: string): Basket => ({
  ...basket,
  pictures: basket.pictures.map((picture) => (picture.key === key ? { ...picture, refused } : picture)),
});

/** Done: the entry goes, and what follows it in its lane knows what it led to. */
export function done(basket: Basket, key: string, led: Seen | null): Basket {
  const entry = find(basket, key);
  if (entry === undefined) return basket;
  const entries = basket.entries.filter((other) => other.key !== key);
  const isLast = !entries.some((other) => other.lane === entry.lane);
  const { [entry.lane]: _, ...others } = basket.known;
  const known = led === null ? basket.known : { ...others, [entry.lane]: led };
  // Its pictures go with it. Those of a form that is still open belong to no entry yet, and stay.
  const mine = localsIn(entry.input);
  const needed = entries.flatMap((other) => localsIn(other.input));
  const pictures = basket.pictures.filter((picture) => {
    const ref = LOCAL + picture.key;
    return !mine.includes(ref) || needed.includes(ref);
  });
  return { ...basket, entries, pictures, known: isLast ? others : known };
}

export const conflicted = (basket: Basket, key: string, conflict: Conflict): Basket =>
  change(basket, key, (entry) => ({ ...entry, conflict }));

/**
 * Refused since it is so already, and by the same person, who has the ticket: the server says `already` of taking it, setting out and
 * checking in to nobody else. Whoever else has it since is a matter for the person.
 */
export const isOwnDoing = (entry: Entry, code: string, now: Seen): boolean =>
  code === 'already' && now.assignee === entry.by;

/** Given up: it never happened. */
export const drop = (basket: Basket, key: string): Basket => done(basket, key, null);

/** Refused before the person's eyes: the command goes, its pictures stay for the form that is still open. */
export const setAside = (basket: Basket, key: string): Basket => ({
  ...basket,
  entries: basket.entries.filter((other) => other.key !== key),
});

/**
 * Once more, whatever the ticket is by now. A new key: the old one belongs to what was refused, which may still be on its way.
 */
export const again = (basket: Basket, key: string, freshKey: string): Basket =>
  change(basket, key, (entry) => ({
    ...entry,
    key: freshKey,
    seen: null,
    frozen: null,
    conflict: null,
    without: true,
  }));

/** In place of what was refused, a remark that tells it. */
export const asComment = (basket: Basket, key: string, freshKey: string, text: string): Basket =>
  change(basket, key, (entry) => {
    const [voice] = voicesIn(entry.input);
    const photos = localsIn(withoutVoices(entry.input)).slice(0, 9);
    const input: Body = {
      ticketId: entry.lane,
      text,
      ...(photos.length > 0 ? { photos } : {}),
      ...(voice ? { voice } : {}),
    };
    return {
      ...entry,
      key: freshKey,
      name: 'ticket.comment',
      input,
      seen: null,
      frozen: null,
      conflict: null,
      without: true,
    };
  });

export const find = (basket: Basket, key: string): Entry | undefined =>
  basket.entries.find((entry) => entry.key === key);

/** Every `local:…` in a value, however deep. */
export function localsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return value.indexOf(LOCAL) === 0 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(localsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((name) => localsIn((value as Body)[name]));
}

/** `{file, seconds}`: something said, however deep it stands. */
const isVoice = (value: Json | undefined): value is { readonly file: string; readonly seconds: number } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'file' in value && 'seconds' in value;

function voicesIn(value: Json | undefined): readonly Body[] {
  if (isVoice(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => voicesIn((value as Body)[name]));
}

function withoutVoices(value: Json | undefined): Json {
  if (typeof value !== 'object' || value === null || isVoice(value)) return isVoice(value) ? '' : (value ?? '');
  if (Array.isArray(value)) return value.map(withoutVoices);
  return Object.fromEntries(Object.keys(value).map((name) => [name, withoutVoices((value as Body)[name])]));
}

function withoutLocals(value: Json, ids: ReadonlyMap<string, string | null>): Json {
  if (typeof value === 'string') return value.indexOf(LOCAL) === 0 ? (ids.get(value) ?? '') : value;
  if (Array.isArray(value)) {
    // A picture that is lost for good is left out rather than holding everything up.
    return value.map((one) => withoutLocals(one, ids)).filter((one) => one !== '');
  }
  if (value === null || typeof value !== 'object') return value;
  const made: Record<string, Json> = {};
  for (const name of Object.keys(value)) {
    const one = withoutLocals((value as Body)[name] as Json, ids);
    // A voice note that is lost for good goes as a whole.
    if (!isVoice(one) || one.file !== '') made[name] = one;
  }
  return made;
}

const change = (basket: Basket, key: string, to: (entry: Entry) => Entry): Basket => ({
  ...basket,
  entries: basket.entries.map((entry) => (entry.key === key ? to(entry) : entry)),
});
