// The service worker of the browser build: keeps the pages themselves (never what the server says about tickets) on the device, so
// that they open in a cellar too. `SHELL` is put before this file by config/shell.ts: `{ version, files }`, files as paths under /m/.
const PREFIX = 'paidan-shell-';
const CACHE = PREFIX + SHELL.version;
const HOME = '/m/';
/** What a code on a wall says: the server answers with the page itself (bot-server/src/http/label.ts). */
const LABEL = /^\/q\/[^/]+\/[sa]\/[^/]+\/?$/;
/** A network that takes longer than this to bring the page is treated as none: the page is here already. Milliseconds. */
const PATIENCE = 800;

self.addEventListener('install', (event) => {
  event.waitUntil(take().then(() => self.skipWaiting()));
});

/** Everything of this version, or nothing: a half-fetched version is never used. */
async function take() {
  const cache = await caches.open(CACHE);
  // This worker stands twice, for the pages and for the codes (src/lib/start.ts): whoever is second finds everything here.
  if (await cache.match(HOME)) return;
  const files = SHELL.files.map((file) => new Request(HOME + file, { cache: 'no-cache' }));
  await cache.addAll([new Request(HOME, { cache: 'no-cache' }), ...files]);
}

// Pages that are still open belong to the version before: its files stay until the next one comes.
self.addEventListener('activate', (event) => {
  event.waitUntil(drop().then(() => self.clients.claim()));
});

async function drop() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (LABEL.test(pathname) && request.mode === 'navigate') event.respondWith(label(request));
  else if (pathname === HOME || pathname === `${HOME}index.html`) event.respondWith(page(request));
  else if (pathname.startsWith(HOME) && SHELL.files.includes(pathname.slice(HOME.length)))
    event.respondWith(kept(request));
});

/** The newest page where the network brings it soon; otherwise the one of this version, all of whose parts are here. */
async function page(request, isGood = (answer) => answer.ok) {
  const fresh = fetch(request);
  const soon = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fresh.catch(() => undefined), soon]);
  if (answer && isGood(answer)) return answer;
  return (await caches.match(HOME, { cacheName: CACHE })) ?? fresh;
}

/** The server's word on a code holds, also that it is none; without signal the page opens and finds out for itself. */
const label = (request) => page(request, ({ status }) => status < 500);

async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
