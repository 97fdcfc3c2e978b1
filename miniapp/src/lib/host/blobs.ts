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
