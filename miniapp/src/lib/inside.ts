// In the browser inside WeCom or DingTalk the platform's own page says who is there: the person is sent there and comes back, signed in,
// to the very page that was asked for. Elsewhere, and where that was just tried in vain, there is the password.
import { insideOf } from '@paidan/shared/kernel/agent';
import { MINUTE } from '@paidan/shared/kernel/time';
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

/** Through a door of the organization's, and back to this page. */
export function leaveTo(url: string): void {
  const here = insideOf(navigator.userAgent);
  const inside = here !== null && url.indexOf(`/auth/${here}/`) === 0;
  goAway(`${url}?to=${encodeURIComponent(`/m/${location.hash}`)}${inside ? '&inside=1' : ''}`);
}

/** A path of our own site. */
export const isOwn = (url: string): boolean => url[0] === '/' && url[1] !== '/';

const triedJustNow = (): boolean => Date.now() - Number(sessionStorage.getItem(TRIED) ?? 0) < AGAIN_AFTER;
