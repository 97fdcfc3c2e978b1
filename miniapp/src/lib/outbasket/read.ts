// What lies in the device's storage, which an older version may have written, or half of which may be gone.
import { type Basket, EMPTY, type Entry, localsIn, type Picture } from './basket';

/** A picture that no command took within this time belonged to a form that was given up. */
const FORGOTTEN_AFTER = 14 * 24 * 3_600_000;

export function readBasket(raw: unknown): Basket {
  const { entries, pictures, known } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (!Array.isArray(entries)) return EMPTY;
  const sound = entries
    .filter(isEntry)
    .map((entry) => ({ ...entry, seen: entry.seen ?? null, conflict: entry.conflict ?? null }));
  const needed = new Set(sound.flatMap((entry) => localsIn(entry.input)));
  const fresh = (picture: Picture) => needed.has(`local:${picture.key}`) || Date.now() - picture.at < FORGOTTEN_AFTER;
  return {
    entries: sound,
    pictures: Array.isArray(pictures)
      ? pictures
          .filter(isPicture)
          .filter(fresh)
          .map((picture) => ({
            ...picture,
            label: picture.label ?? null,
            refused: picture.refused ?? null,
            mark: picture.mark ?? null,
          }))
      : [],
    known: typeof known === 'object' && known !== null ? (known as Basket['known']) : {},
  };
}

function isEntry(raw: unknown): raw is Entry {
  const { key, lane, name, by, input } = (raw ?? {}) as Partial<Entry>;
  const named = [key, lane, name, by].every((one) => typeof one === 'string' && one !== '');
  return named && typeof input === 'object' && input !== null;
}

function isPicture(raw: unknown): raw is Picture {
  const { key, path } = (raw ?? {}) as Partial<Picture>;
  return typeof key === 'string' && typeof path === 'string';
}
