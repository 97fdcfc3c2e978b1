// Where may somebody be sent after signing in, and to which page does the link of a notice lead?
import { ID_PATTERN } from '@paidan/shared/kernel/id';

const HOME = '/admin/';
const PHONE = '/m/';
const LONGEST = 500;

/** A path of our own that a person looks at; anything else becomes the console's first page. */
export function ownPath(to: string | undefined): string {
  if (to === undefined || to.length > LONGEST) return HOME;
  // Browsers read a backslash as a slash, and drop tabs and line ends.
  const plain = /^\/(?!\/)[\x21-\x7e]*$/.test(to) && !to.includes('//') && !to.includes('\\');
  return plain && !/^\/(auth|api|go|hooks)(\/|$)/.test(to) ? to : HOME;
}

/** Which of our pages a notice's reader is at home in: the console, or on a phone the mini-program of whoever works or reports. */
export type Hand = 'console' | 'works' | 'reports';

/** What stands behind `/go/<account>/`: `t/<ticket>` or `work`. */
export function pageBehind(rest: string, hand: Hand = 'console'): string {
  const ticket = /^t\/([^/]+)$/.exec(rest)?.[1];
  const id = ticket !== undefined && ID_PATTERN.test(ticket) ? ticket : null;
  if (hand !== 'console') {
    if (id === null) return rest === 'work' ? PHONE : HOME;
    return `${PHONE}#/pages/${hand === 'works' ? 'ticket-work' : 'ticket'}/index?id=${id}`;
  }
  if (id !== null) return `/admin/tickets/${id}`;
  return rest === 'work' ? '/admin/work' : HOME;
}

/** Tells the mini-program that the notice's own reader is signed in now, whoever was there before. */
export const asReader = (page: string): string =>
  page.startsWith(PHONE) ? `${PHONE}?by=notice${page.slice(PHONE.length)}` : page;

/** The sign-in of our own pages, which leads on to the page afterwards; the mini-program's stands on the page itself. */
export const consoleSignIn = (page: string): string =>
  page === HOME || page.startsWith(PHONE) ? page : `${HOME}?to=${encodeURIComponent(page)}`;
