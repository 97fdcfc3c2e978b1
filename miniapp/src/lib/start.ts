// How the app came to be opened decides which server and which organization it speaks to: a scanned link, a mini-program code,
// or `?org=`. Otherwise the choice of last time holds.
import { call } from './call';
import { readQuery } from './code';
import { host } from './host';
import { asksForServer, rememberedServer, rememberServer } from './server';
import { beginSession, chooseOrg, currentSession } from './session';

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
  coming ??= askCookie();
  return coming;
}
let coming: Promise<void> | null = null;

async function askCookie(): Promise<void> {
  if (host.kind !== 'h5' || currentSession()) return;
  const answer = await call('session.get', {}, { token: '' });
  if (answer.ok && !currentSession()) beginSession({ ...answer.value, token: '' }, answer.value.member.login);
}

type Routes = {
  readonly __taroAppConfig?: { readonly routes?: readonly { readonly load?: (...context: never[]) => unknown }[] };
};

/** A browser fetches each page when it is first opened. Those that are needed without signal are fetched while there is one. */
export function fetchPages(): void {
  if (process.env.TARO_ENV !== 'h5') return;
  const { routes = [] } = (window as unknown as Routes).__taroAppConfig ?? {};
  setTimeout(() => {
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
  setTimeout(
    () => void navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => {}),
    AFTER_THE_FIRST_MS,
  );
}
