// Where may somebody be sent after signing in, and to which page does the link of a notice lead?
import { ID_PATTERN } from '@paidan/shared/kernel/id';

const HOME = '/admin/';
const LONGEST = 500;

/** A path of our own that a person looks at; anything else becomes the console's first page. */
export function ownPath(to: string | undefined): string {
  if (to === undefined || to.length > LONGEST) return HOME;
  // Browsers read a backslash as a slash, and drop tabs and line ends.
  const plain = /^\/(?!\/)[\x21-\x7e]*$/.test(to) && !to.includes('//') && !to.includes('\\');
  return plain && !/^\/(auth|api|go|hooks)(\/|$)/.test(to) ? to : HOME;
}

/** What stands behind `/go/<account>/`: `t/<ticket>` or `work`. */
export function pageBehind(rest: string): string {
  const ticket = /^t\/([^/]+)$/.exec(rest)?.[1];
  if (ticket !== undefined && ID_PATTERN.test(ticket)) return `/admin/tickets/${ticket}`;
  return rest === 'work' ? '/admin/work' : HOME;
}

/** The console's own sign-in, which leads on to the page afterwards. */
export const consoleSignIn = (page: string): string =>
  page === HOME ? HOME : `${HOME}?to=${encodeURIComponent(page)}`;
