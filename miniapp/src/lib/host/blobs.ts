// Pictures kept in a browser: localStorage is too small for them, so they lie in IndexedDB under a name of ours.
const [BASE, STORE] = ['paidan', 'files'];

function base(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(BASE, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await base();
  try {
    return await new Promise<T>((resolve, reject) => {
      const unit = db.transaction(STORE, mode);
      const asked = act(unit.objectStore(STORE));
      unit.oncomplete = () => resolve(asked.result);
      unit.onabort = () => reject(unit.error);
      unit.onerror = () => reject(unit.error);
    });
  } finally {
    db.close();
  }
}

/** As bytes: old Safari cannot keep a Blob. */
type Kept = { readonly bytes: ArrayBuffer; readonly type: string };

export async function keepBlob(name: string, blob: Blob): Promise<void> {
  const kept: Kept = { bytes: await new Response(blob).arrayBuffer(), type: blob.type };
  await within('readwrite', (store) => store.put(kept, name));
}

export async function keptBlob(name: string): Promise<Blob | null> {
  const kept = (await within('readonly', (store) => store.get(name))) as Kept | undefined;
  return kept ? new Blob([kept.bytes], { type: kept.type }) : null;
}

export const dropBlob = (name: string): Promise<undefined> => within('readwrite', (store) => store.delete(name));

/** Pictures of this visit by the address that <img> shows them under: a page's own rules forbid it to read such addresses back. */
const offered = new Map<string, Blob>();

export function offer(blob: Blob): string {
  const url = URL.createObjectURL(blob);
  offered.set(url, blob);
  return url;
}

export function withdraw(url: string): void {
  URL.revokeObjectURL(url);
  offered.delete(url);
}

/** Of `blob:` addresses that were offered here, and of `data:` ones, which canvases give. */
export function offeredBlob(url: string): Blob | null {
  const known = offered.get(url);
  if (known) return known;
  const [, type, text] = /^data:([\w/+.-]+);base64,(.+)$/.exec(url) ?? [];
  if (type === undefined || text === undefined) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type });
}
