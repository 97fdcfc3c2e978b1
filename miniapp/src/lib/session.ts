// Who is signed in on this device. A session that the server has ended is remembered as such: what was not sent yet waits for its
// owner to come back.
import type { Output } from './api';
import { stored } from './stored';

/** An empty token: a browser that came in through a platform's sign-in, whose cookie says who it is. */
export type Session = Output<'session.create'> & {
  readonly token: string;
  /** Of a guest who came by the link of one report: that one's id. */
  readonly only?: string;
};

const session = stored<Session | null>('session', (raw) => (isSession(raw) ? raw : null));
/** Remembered after signing out, so that the next sign-in asks for the password only. */
const lastLogin = stored<{ readonly org: string; readonly login: string }>('lastLogin', (raw) => {
  const known = (typeof raw === 'object' && raw !== null ? raw : {}) as { org?: unknown; login?: unknown };
  return { org: textOr(known.org), login: textOr(known.login) };
});
const over = stored<boolean>('sessionOver', (raw) => raw === true);

export const currentSession = session.get;
export const useSession = session.use;
export const onSessionChange = session.listen;
export const rememberedLogin = lastLogin.get;
/** True after the server ended the session, until somebody signs in: the sign-in page says why it is there. */
export const useSessionOver = over.use;

export function beginSession(next: Session, login: string): void {
  lastLogin.set({ org: next.tenant.code, login });
  over.set(false);
  session.set(next);
}

/** Which organization the next sign-in is for, from a link or a code. */
export function chooseOrg(org: string): void {
  if (org && org !== lastLogin.get().org) lastLogin.set({ org, login: '' });
}

/** The person leaves. */
export function endSession(): void {
  over.set(false);
  session.set(null);
}

/** The server does not know the token any more. */
export function sessionOver(): void {
  over.set(true);
  session.set(null);
}

function isSession(raw: unknown): raw is Session {
  const known = raw as Partial<Session> | null | undefined;
  return (
    typeof known?.token === 'string' &&
    typeof known.member?.name === 'string' &&
    typeof known.member.id === 'string' &&
    typeof known.tenant?.name === 'string' &&
    typeof known.tenant.code === 'string' &&
    typeof known.tenant.offsetMinutes === 'number'
  );
}

const textOr = (value: unknown) => (typeof value === 'string' ? value : '');
