// Who is signed in on this device. A session that the server has ended is remembered as such: what was not sent yet waits for its
// owner to come back.
import type { Output } from './api';
import { rememberedServer, rememberServer } from './server';
import { stored } from './stored';

/** An empty token: a browser that came in through a platform's sign-in, whose cookie says who it is. */
export type Session = Output<'session.create'> & {
  readonly token: string;
  /** Of a guest who came by the link of one report: that one's id. */
  readonly only?: string;
  /** Whom to call about it, once the link leads nowhere any more. */
  readonly contact?: string | null;
};

const session = stored<Session | null>('session', (raw) => (isSession(raw) ? raw : null));
/** Remembered after signing out, so that the next sign-in asks for the password only. */
const lastLogin = stored<{ readonly org: string; readonly login: string }>('lastLogin', (raw) => {
  const known = (typeof raw === 'object' && raw !== null ? raw : {}) as { org?: unknown; login?: unknown };
  return { org: textOr(known.org), login: textOr(known.login) };
});
/** Organizations that somebody was signed in to on this device, the last first; a build without a server of its own knows theirs. */
export type KnownOrg = {
  readonly server: string;
  readonly code: string;
  readonly name: string;
  readonly login: string;
};
const MOST_KNOWN = 6;
const known = stored<readonly KnownOrg[]>('knownOrgs', (raw) => (Array.isArray(raw) ? raw.filter(isKnown) : []));
/** Signed out by their own choice: nobody is signed in again unasked. */
const left = stored<boolean>('hasLeft', (raw) => raw === true);
const over = stored<boolean>('sessionOver', (raw) => raw === true);
/** It was the session of a link, which has been switched off or is over. */
const linkOver = stored<LinkOver | null>('linkOver', (raw) => (isLinkOver(raw) ? raw : null));
export type LinkOver = { readonly org: string; readonly contact: string | null };

export const currentSession = session.get;
export const useSession = session.use;
export const onSessionChange = session.listen;
export const rememberedLogin = lastLogin.get;
/** True after the server ended the session, until somebody signs in: the sign-in page says why it is there. */
export const useSessionOver = over.use;
export const useLinkOver = linkOver.use;

export const useKnownOrgs = known.use;
export const hasLeft = left.get;

/** `server`: which it is of, where that was asked for: remembered from now on, and not before. */
export function beginSession(next: Session, login: string, server?: string): void {
  if (server !== undefined) rememberServer(server);
  const { code, name } = next.tenant;
  lastLogin.set({ org: code, login });
  const others = known.get().filter((one) => one.code !== code || one.server !== rememberedServer());
  known.set([{ server: rememberedServer(), code, name, login }, ...others].slice(0, MOST_KNOWN));
  left.set(false);
  over.set(false);
  linkOver.set(null);
  session.set(next);
}

/** Which organization the next sign-in is for, from a link or a code. */
export function chooseOrg(org: string): void {
  if (!org || org === lastLogin.get().org) return;
  lastLogin.set({ org, login: '' });
  left.set(false);
}

/** One of the organizations that this device knows. That of another server is the next only once somebody is in there. */
export function chooseKnown({ server, code, login }: KnownOrg): void {
  if (server && server !== rememberedServer()) return;
  lastLogin.set({ org: code, login });
  left.set(false);
}

export function showMyPicture(pictureId: Session['member']['pictureId']): void {
  const now = session.get();
  if (now) session.set({ ...now, member: { ...now.member, pictureId } });
}

/** The person leaves. */
export function endSession(): void {
  left.set(true);
  over.set(false);
  linkOver.set(null);
  session.set(null);
}

/** The server does not know the token any more. */
export function sessionOver(): void {
  const last = session.get();
  const wasLink = last?.only !== undefined;
  linkOver.set(wasLink ? { org: last.tenant.name, contact: last.contact ?? null } : null);
  over.set(!wasLink);
  session.set(null);
}

function isLinkOver(raw: unknown): raw is LinkOver {
  const known = raw as Partial<Record<keyof LinkOver, unknown>> | null | undefined;
  return typeof known?.org === 'string' && (known.contact === null || typeof known.contact === 'string');
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

function isKnown(raw: unknown): raw is KnownOrg {
  const { server, code, name, login } = (raw ?? {}) as Partial<KnownOrg>;
  return [server, code, name, login].every((one) => typeof one === 'string') && code !== '';
}
