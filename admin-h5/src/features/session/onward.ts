// Where somebody wanted to go before they had to sign in. Only pages of our own: an address of another site is no way onward.

export function ownPath(to: string | null): string | null {
  if (to === null || !to.startsWith('/')) return null;
  try {
    const url = new URL(to, window.location.origin);
    // `/.//other.example` is of this origin, and its path alone would lead to another one.
    const own = url.origin === window.location.origin && !url.pathname.startsWith('//');
    return own ? `${url.pathname}${url.search}${url.hash}` : null;
  } catch {
    return null;
  }
}

const asked = (): string | null => ownPath(new URLSearchParams(window.location.search).get('to'));

/** What a way to sign in outside this page shall come back to: what was asked for, or the page that one stands on. */
export function backTo(): string | null {
  const { pathname, search } = window.location;
  return asked() ?? (/^\/admin\/?$/.test(pathname) ? null : `${pathname}${search}`);
}

/** Goes where `?to=` says. True when the browser leaves for another part of the site. */
export function goOn(): boolean {
  const to = asked();
  if (to === null) return false;
  if (/^\/admin(\/|\?|$)/.test(to)) {
    window.history.replaceState(null, '', to);
    return false;
  }
  window.location.replace(to);
  return true;
}
