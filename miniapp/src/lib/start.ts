// How the app came to be opened decides which server and which organization it speaks to: a scanned link, a mini-program code,
// or `?org=`. Otherwise the choice of last time holds.
import { readQuery } from './code';
import { coverAhead } from './cover';
import { host } from './host';
import { asksForServer, rememberedServer, rememberServer } from './server';
import { chooseOrg, currentSession } from './session';
import { whoCame } from './who';

type Query = Readonly<Record<string, string>>;

export function openedWith(query: Query): void {
  const spot = readQuery(query);
  const org = query.org || (spot && 'org' in spot ? spot.org : '');
  if (org) chooseOrg(org);
  // A build that serves any server learns it from the first link that it is opened by; nobody is moved away unasked.
  const [origin] = /^https:\/\/[^/?#]+/.exec(query.link ?? '') ?? [];
  if (origin && asksForServer() && !rememberedServer() && !currentSession()) rememberServer(origin);
}

/** In a browser that came back from a platform's sign-in, the cookie is there already. */
export function comeBack(): Promise<void> {
  coming ??= whoCame(byNotice());
  return coming;
}

/** Once: whoever opens the page again, or keeps its address, did not come by a notice. */
function byNotice(): boolean {
  if (host.launch().query.by !== BY_NOTICE) return false;
  if (process.env.TARO_ENV === 'h5')
    window.history.replaceState(window.history.state, '', `/m/${window.location.hash}`);
  return true;
}
let coming: Promise<void> | null = null;
/** The server's word for it (features/signin/paths.ts). */
const BY_NOTICE = 'notice';

type Routes = {
  readonly __taroAppConfig?: { readonly routes?: readonly { readonly load?: (...context: never[]) => unknown }[] };
};

/** A browser fetches each page when it is first opened. Those that are needed without signal are fetched while there is one. */
export function fetchPages(): void {
  if (process.env.TARO_ENV !== 'h5') return;
  const { routes = [] } = (window as unknown as Routes).__taroAppConfig ?? {};
  setTimeout(() => {
    coverAhead();
    for (const { load } of routes) {
      const loading: unknown = load?.();
      const page: unknown = Array.isArray(loading) ? loading[0] : loading;
      void Promise.resolve(page).catch(() => {});
    }
  }, AFTER_THE_FIRST_MS);
}
const AFTER_THE_FIRST_MS = 3000;

/** The pages themselves stay on the device (worker/worker.js), so that they open without signal. Where that cannot be, they do not. */
export function keepShell(): void {
  if (process.env.TARO_ENV !== 'h5' || process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  setTimeout(() => void keep().catch(() => {}), AFTER_THE_FIRST_MS);
}

/** A page that was opened by a code belongs to the codes' worker for as long as it stands; opened again, to the pages' own. */
async function keep(): Promise<void> {
  const pages = await navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' });
  await working(pages);
  await navigator.serviceWorker.register('/q/sw.js', { scope: '/q/' });
}

function working({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (active !== null || coming === null) return Promise.resolve();
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' || coming.state === 'redundant') resolve();
    });
  });
}
