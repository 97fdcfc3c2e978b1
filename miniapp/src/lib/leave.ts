// Signing out: the server is told when it can be reached; this device forgets what it kept for the person in any case. What was
// not sent yet stays, as it is the person's work: it goes when they are back.
import { call } from './call';
import { host } from './host/index';
import { forgetDelivered } from './outbasket/delivered';
import { currentSession, endSession } from './session';
import { sitePoints } from './sitePoints';

export function leave(): void {
  const person = currentSession()?.member.id;
  void call('session.end', {});
  if (person) {
    forgetPerson(person);
    forgetDelivered(person);
  }
  forgetFormerTodos();
  sitePoints.set(null);
  endSession();
}

/** Earlier versions kept the last list of a day under nobody's name, where no leaving finds it. */
export const forgetFormerTodos = (): void => host.storage.remove('todos');

/** Everything kept under the person's own name: `<what>.<member id>` and what follows. */
export function forgetPerson(memberId: string): void {
  for (const key of host.storage.keys()) if (`${key}.`.indexOf(`.${memberId}.`) > 0) host.storage.remove(key);
}
