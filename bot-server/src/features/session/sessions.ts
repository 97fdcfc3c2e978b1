// Sessions: made by signing in, found by what is shown, ended by signing out. A member who left is signed out by that alone.

import type { MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { DAY, type Instant, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Clock } from '../../core/clock';
import { makeHide } from '../../core/hidden';
import { memberIdOf, tenantOf } from '../../core/scope';
import type { CredentialKind, Knows, Sessions, SignedIn } from '../../core/sessions';
import { actorOf } from '../../lookups/actor';
import { linkedTo } from '../../lookups/link';
import { makePatience, type Patience } from '../../store/patience';
import { member } from '../../store/tables/member';
import { session } from '../../store/tables/session';
import { tenant } from '../../store/tables/tenant';
import { type Store, storeFor } from '../../store/unit';
import { hashCredential, kindOf, newCredential } from './credential';
import { identityOf } from './identity';
import { beginAttempt, endAttempt } from './lockout';
import { verifyPassword } from './password';

export type SessionDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly secretKey: string;
  readonly days: number;
  /** Milliseconds for which looking up a session waits for the database. */
  readonly patience?: number | undefined;
};
export type SessionsOf = Sessions & {
  readonly end: (credential: string, patience?: Patience) => Promise<void>;
  readonly knows: Knows;
};

/** Milliseconds for which a found session is believed without another look. */
const BELIEVED = SECOND;
const MOST_KEPT = 5000;

type Kept = {
  readonly until: number;
  readonly found: Promise<SignedIn | null>;
  /** Once it has come. */
  there?: SignedIn | null;
};

export function makeSessions(deps: SessionDeps): SessionsOf {
  const { store, clock, secretKey } = deps;
  const hide = makeHide(secretKey);
  const kept = new Map<string, Kept>();
  const issueFor: Sessions['issueFor'] = async (person, kind, only, patience) => ({
    credential: await issue({ ...deps, store: storeFor(store, patience) }, person, kind, deps.days, null, only),
    seconds: (deps.days * DAY) / SECOND,
  });

  function begin(hash: string, kind: CredentialKind): Kept {
    // Others wait for it as well: it has a patience of its own.
    const found = lookUp(storeFor(store, makePatience(deps.patience)), hash, kind, clock.now());
    const one: Kept = { until: performance.now() + BELIEVED, found };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(hash, one);
    found.then(
      (there) => {
        one.there = there;
      },
      () => kept.delete(hash),
    );
    return one;
  }

  return {
    find: async (credential, patience) => {
      const kind = kindOf(credential);
      if (kind === null) return null;
      const hash = hashCredential(secretKey, credential);
      const known = kept.get(hash);
      const fresh = known !== undefined && known.until > performance.now() ? known : undefined;
      if (fresh?.there !== undefined) return fresh.there;
      const finding = () => (fresh ?? begin(hash, kind)).found;
      return patience === undefined ? finding() : patience.bound(finding);
    },

    signIn: async ({ org, login, password, bearer }, { address, locale }, patience) => {
      const store = storeFor(deps.store, patience);
      const attempt = { org, login, address, hide };
      const until = await beginAttempt(store, attempt, clock.now());
      if (until !== null) return no(lockedOut(until, clock.now()));
      const person = await personOf(store, org, login);
      const right = await verifyPassword(password, person?.passwordHash ?? null);
      const actor = right && person ? await actorOf(store.read(person), person.id) : null;
      if (person === null || actor === null) return no(refuse('bad_credentials'));
      await endAttempt(store, attempt);
      const issued = await issueFor(person, bearer === true ? 'bearer' : 'cookie', undefined, patience);
      const identity = await identityOf(store, store.read(person), actor, locale);
      return ok({ ...issued, identity });
    },

    issueFor,

    knows: async (scope, password, address) => {
      const store = storeFor(deps.store, scope.patience);
      const [home, person] = await Promise.all([
        store.system.read.one(tenant, { id: scope.tenantId }),
        store.read(scope).one(member, { id: memberIdOf(scope.actor) ?? ('' as MemberId) }),
      ]);
      if (home === undefined || person === undefined) return no(refuse('forbidden'));
      const attempt = { org: home.code, login: person.login, address, hide };
      const until = await beginAttempt(store, attempt, clock.now());
      if (until !== null) return no(lockedOut(until, clock.now()));
      if (!(await verifyPassword(password, person.passwordHash))) return no(refuse('wrong_password'));
      await endAttempt(store, attempt);
      return ok(null);
    },

    end: async (credential, patience) => {
      const tokenHash = hashCredential(secretKey, credential);
      await storeFor(store, patience).system.unit((u) => u.change(session, { tokenHash }, { revokedAt: clock.now() }));
      kept.delete(tokenHash);
    },
  };
}

/** Days that a program's token works. */
const TOKEN_DAYS = 365;

/** For programs: a token that acts as this member. Only whoever can reach the database may ask for one. */
export async function issueToken(
  deps: Omit<SessionDeps, 'days'>,
  { org, login, label }: { readonly org: string; readonly login: string; readonly label: string | null },
): Promise<Result<string, Refusal>> {
  const person = await personOf(deps.store, org, login.toLowerCase());
  if (person === null || person.state !== 'active') return no(refuse('not_found'));
  return ok(await issue(deps, person, 'token', TOKEN_DAYS, label));
}

/** Whoever signed in with an old password is out; programs' tokens, too. */
export const signOutMember = (store: Store, tenantId: TenantId, memberId: string, until: Instant): Promise<number> =>
  store.system.unit((u) =>
    u.change(
      session,
      { tenantId, memberId: memberId as MemberId, revokedAt: null, createdAt: { lte: until } },
      { revokedAt: until },
    ),
  );

export const sweepSessions = (store: Store, now: Instant): Promise<number> =>
  store.system.unit((u) => u.remove(session, { expiresAt: { lt: now - DAY } }));

type Person = {
  readonly tenantId: TenantId;
  readonly id: MemberId;
  readonly passwordHash: string | null;
  readonly state: string;
};

/** Looks for a person even where there is no such organization, so that both take the same time. */
async function personOf(store: Store, org: string, login: string): Promise<Person | null> {
  const found = await store.system.read.one(tenant, { code: org });
  const tenantId = tenantOf(found?.id ?? '');
  const row = await store.read({ tenantId }).one(member, { login });
  if (found === undefined || row === undefined) return null;
  return { tenantId, id: row.id, passwordHash: row.passwordHash, state: row.state };
}

async function issue(
  { store, clock, secretKey }: Omit<SessionDeps, 'days'>,
  { tenantId, id }: Pick<Person, 'tenantId' | 'id'>,
  kind: CredentialKind,
  days: number,
  label: string | null,
  only: TicketId | null = null,
): Promise<string> {
  const credential = newCredential(kind);
  const createdAt = clock.now();
  const row = {
    tokenHash: hashCredential(secretKey, credential),
    tenantId,
    memberId: id,
    kind: kind === 'cookie' ? ('cookie' as const) : ('token' as const),
    label,
    createdAt,
    expiresAt: createdAt + days * DAY,
    revokedAt: null,
    onlyId: only,
  };
  await store.system.unit((u) => u.insert(session, [row]));
  return credential;
}

async function lookUp(store: Store, tokenHash: string, kind: CredentialKind, now: Instant): Promise<SignedIn | null> {
  const row = await store.system.read.one(session, { tokenHash });
  if (row === undefined || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  const tenantId = tenantOf(row.tenantId);
  const reader = store.read({ tenantId });
  const actor = await actorOf(reader, row.memberId);
  if (actor === null) return null;
  // Never more than the link gave, whoever the row's member is.
  const { onlyId } = row;
  if (onlyId !== null && (await linkedTo(reader, onlyId as TicketId, now)) === null) return null;
  return { tenantId, actor: onlyId === null ? actor : { ...actor, guest: { only: onlyId } }, kind };
}

const lockedOut = (until: Instant, now: Instant): Refusal =>
  refuse('locked_out', { minutes: Math.max(1, Math.ceil((until - now) / MINUTE)) });
