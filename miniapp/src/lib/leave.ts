// Signing out: the server is told when it can be reached; this device forgets what it kept for the person in any case. What was
// not sent yet stays, as it is the person's work: it goes when they are back.
import { call } from './call';
import { host } from './host/index';
import { currentSession, endSession } from './session';

export function leave(): void {
  const person = currentSession()?.member.id;
  void call('session.end', {});
  if (person) forgetPerson(person);
  endSession();
}

/** Everything kept under the person's own name: `<what>.<member id>` and what follows. */
export function forgetPerson(memberId: string): void {
  for (const key of host.storage.keys()) if (`${key}.`.indexOf(`.${memberId}.`) > 0) host.storage.remove(key);
}
