// Who is here, in a browser that several people share? A platform's sign-in leaves a cookie, which a later sign-in, in another window
// or from another's card, replaces: what this page remembers of the person may be out of date.
import { call } from './call';
import { host } from './host';
import { beginSession, currentSession } from './session';

/**
 * Asks the server whose cookie this is, where that is what signs us in, and takes that person for ours. True: it is who we took it
 * for, and what they did can go out under their name. What another person has not sent yet waits for them.
 */
export async function isStillMe(): Promise<boolean> {
  const kept = currentSession();
  return host.kind !== 'h5' || kept?.token !== '' || askCookie();
}

/**
 * After a page was opened. Whoever signed in here with a password has a session of its own, which a cookie (of the console, say)
 * does not touch; `byNotice`: but the link of a notice, which has just signed its reader in, does.
 */
export async function whoCame(byNotice: boolean): Promise<void> {
  if (host.kind === 'h5' && (byNotice || !currentSession()?.token)) await askCookie();
}

async function askCookie(): Promise<boolean> {
  const kept = currentSession();
  const answer = await call('session.get', {}, { token: '' });
  // Somebody may have signed in on this page meanwhile.
  if (!answer.ok || currentSession() !== kept) return false;
  const { member } = answer.value;
  if (kept?.member.id === member.id) return true;
  beginSession({ ...answer.value, token: '' }, member.login);
  return false;
}
