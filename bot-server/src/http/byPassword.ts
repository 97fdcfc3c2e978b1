// Where somebody signs in with a password who was to be signed in by a platform: at the page that was asked for, told not to try
// the platform once more.

/** `to`: a path of our own, from the address of the page that says sorry; whoever wrote it there may have written anything. */
export function byPassword(to: string): string {
  const [, hash = ''] = /^\/m\/(?:\?by=notice)?(#\/[\x21-\x7e]{0,400})?$/.exec(to) ?? [];
  if (to.startsWith('/m/')) return `/m/?by=password${hash}`;
  const page = /^\/admin\/[\w/?=&.-]{1,400}$/.exec(to)?.[0];
  return page === undefined ? '/admin/' : `/admin/?to=${encodeURIComponent(page)}`;
}
