// A login for somebody whom only the platform knows so far: the userid, in the letters that logins are made of.
import { LIMITS } from '@paidan/shared/limits';

/** `taken` are logins of the organization; the answer is none of them. */
export function loginFrom(external: string, taken: ReadonlySet<string>): string {
  const letters = external
    .toLowerCase()
    .replace(/[^a-z0-9._@+-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  const base = (letters.length >= 2 ? letters : `u${letters}0`).slice(0, LIMITS.login);
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const end = `-${number}`;
    const login = base.slice(0, LIMITS.login - end.length) + end;
    if (!taken.has(login)) return login;
  }
}
