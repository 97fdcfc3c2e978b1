// In the browser inside WeCom or DingTalk the platform's own page says who is there: the person is sent there and comes back, signed in,
// to the very page that was asked for. DingTalk is asked for a code first (features/session), which leads nowhere; this is for where
// it gives none. Elsewhere, and where that was just tried in vain, there is the password.
import { insideOf } from '@paidan/shared/kernel/agent';
import { MINUTE } from '@paidan/shared/kernel/time';
import type { HostAccountKind } from '@paidan/shared/kinds';
import { goAway } from './away';
import { call } from './call';
import { host } from './host';
import { hasLeft } from './session';

const TRIED = 'paidan.tried';
/** Who comes back without having been let in is not sent off again at once. */
const AGAIN_AFTER = 2 * MINUTE;

/** Leads away where it can; true: the browser is on its way. */
export async function enterInside(org: string): Promise<boolean> {
  if (process.env.TARO_ENV !== 'h5' || host.kind !== 'h5') return false;
  const kind = insideOf(navigator.userAgent);
  if (kind === null || !org || hasLeft() || host.launch().query.by === 'password' || triedJustNow()) return false;
  const answer = await call('signin.options', { org });
  const door = answer.ok ? answer.value.items.find((item) => item.kind === kind) : undefined;
  if (!door || !isOwn(door.url)) return false;
  sessionStorage.setItem(TRIED, String(Date.now()));
  leaveTo(door.url);
  return true;
}

export type Stranger = { readonly kind: HostAccountKind; readonly ticket: string };

/**
 * Whoever came back from a platform's page and is bound to nobody: with a password once, that account is theirs. The server leaves it
 * in a cookie for ten minutes, which is taken out here.
 */
export function cameAsStranger(): Stranger | null {
  if (process.env.TARO_ENV !== 'h5') return null;
  const [, kind, ticket] = /(?:^|; )paidan_bind=(wecom|dingtalk)\.([^;]+)/.exec(document.cookie) ?? [];
  if (kind === undefined || ticket === undefined) return null;
  // biome-ignore lint/suspicious/noDocumentCookie: webviews of WeCom and DingTalk have no Cookie Store
  document.cookie = 'paidan_bind=; Path=/m/; Max-Age=0';
  return { kind: kind as HostAccountKind, ticket };
}

/** Through a door of the organization's, and back to this page. */
export function leaveTo(url: string): void {
  const here = insideOf(navigator.userAgent);
  const inside = here !== null && url.indexOf(`/auth/${here}/`) === 0;
  goAway(`${url}?to=${encodeURIComponent(`/m/${location.hash}`)}${inside ? '&inside=1' : ''}`);
}

/** A path of our own site. */
export const isOwn = (url: string): boolean => url[0] === '/' && url[1] !== '/';

const triedJustNow = (): boolean => Date.now() - Number(sessionStorage.getItem(TRIED) ?? 0) < AGAIN_AFTER;
