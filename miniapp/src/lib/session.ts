// Who is signed in on this device.
import type { Output } from './api';
import { stored } from './stored';

export type Session = Output<'session.create'> & { readonly token: string };

const session = stored<Session | null>('session', (raw) => (isSession(raw) ? raw : null));
/** Remembered after signing out, so that the next sign-in asks for the password only. */
const lastLogin = stored<{ readonly org: string; readonly login: string }>('lastLogin', (raw) => {
  const known = (typeof raw === 'object' && raw !== null ? raw : {}) as { org?: unknown; login?: unknown };
  return { org: textOr(known.org), login: textOr(known.login) };
});

export const currentSession = session.get;
export const useSession = session.use;
export const rememberedLogin = lastLogin.get;

export function beginSession(next: Session, login: string): void {
  lastLogin.set({ org: next.tenant.code, login });
  session.set(next);
}

export function endSession(): void {
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
