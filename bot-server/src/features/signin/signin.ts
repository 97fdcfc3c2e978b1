// Coming in from a chat platform: off to it, back with a code, and on to the page that a notice spoke of.
import type { Inside } from '@paidan/shared/kernel/agent';
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { type Grant, HOST_KINDS, type HostAccountKind } from '@paidan/shared/kinds';
import type { Account, Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import { makePasses } from '../../core/pass';
import { tenantOf } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Sessions } from '../../core/sessions';
import type { Entrance, Sorry } from '../../core/signin';
import { externalOf, findAccount } from '../../lookups/accounts';
import { peopleOf, rolesWith } from '../../lookups/people';
import { account as table } from '../../store/tables/account';
import { identity } from '../../store/tables/identity';
import { member } from '../../store/tables/member';
import { type Store, storeFor } from '../../store/unit';
import { asReader, consoleSignIn, type Hand, ownPath, pageBehind } from './paths';
import { cookieName, isState, newState, readState } from './state';

export type SignInDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly channels: Channels;
  readonly sessions: Sessions;
  readonly log: Log;
  /** Of our own site, without a slash at the end. */
  readonly publicUrl: string;
  readonly secretKey: string;
};

export function makeEntrance(deps: SignInDeps): Entrance {
  const { clock, seal, channels, sessions, log, publicUrl, secretKey } = deps;
  const passes = makePasses(secretKey, 'host');
  const find = async (store: Store, kind: HostAccountKind, id: string): Promise<Account | undefined> =>
    ID_PATTERN.test(id) ? findAccount(store, seal, kind, id) : undefined;

  return {
    start: async ({ kind, accountId, to, inside, patience }) => {
      const { signIn } = channels[kind];
      const account = await find(storeFor(deps.store, patience), kind, accountId);
      if (account === undefined || signIn === undefined) return null;
      const { state, cookie } = newState(secretKey, { accountId, to: ownPath(to) }, clock.now());
      const redirect = `${publicUrl}/auth/${kind}/${accountId}/back`;
      return { url: signIn.url(account, { redirect, state, inside }), cookie };
    },

    back: async ({ kind, accountId, code, state, cookieNamed, patience }) => {
      const store = storeFor(deps.store, patience);
      if (!isState(state)) return { cookie: null, sorry: 'expired', to: null };
      const { signIn } = channels[kind];
      const cookie = cookieName(state);
      const to = readState(secretKey, accountId, state, cookieNamed(cookie), clock.now());
      const account = to === null ? undefined : await find(store, kind, accountId);
      if (to === null || account === undefined || signIn === undefined) return { cookie, sorry: 'expired', to };
      const told = await signIn.identify(account, code);
      if (!told.ok) {
        log.warn({ accountId, code: told.trouble.code }, 'a platform did not say who is signing in');
        return { cookie, sorry: 'trouble', to };
      }
      const person = await personBehind(store, account, told.value);
      if (person === 'left') return { cookie, sorry: person, to };
      if (typeof person === 'string')
        return { cookie, sorry: person, to, ticket: passes.sign(account.id, told.value, clock.now()) };
      return { cookie, to, ...(await sessions.issueFor(person, 'cookie', undefined, patience)) };
    },

    go: async ({ accountId, rest, reader, signedIn, inside, phone, patience }) => {
      const store = storeFor(deps.store, patience);
      const found = ID_PATTERN.test(accountId) ? await ownerOf(store, accountId) : undefined;
      if (found === undefined) return consoleSignIn(pageBehind(rest));
      const page = pageBehind(rest, phone ? await handOf(store, found.tenantId, reader) : 'console');
      const isIn = signedIn?.tenantId === found.tenantId;
      // Somebody else's session, on a shared computer: the reader has other rights, and acts under another name.
      if (isIn && (reader === '' || reader === signedIn.memberId)) return asReader(page);
      const own = HOST_KINDS.find((kind) => kind === found.kind);
      const door = own === undefined ? await anyDoor(store, found.tenantId, inside) : { kind: own, id: accountId };
      if (door === undefined) return isIn ? page : consoleSignIn(page);
      const ask = new URLSearchParams({ to: asReader(page), ...(inside === door.kind && { inside: '1' }) });
      return `/auth/${door.kind}/${door.id}/start?${ask}`;
    },
  };
}

export async function personBehind(store: Store, { tenantId, id, kind }: Account, said: string) {
  const reader = store.read({ tenantId });
  const external = externalOf(kind, said);
  const row = await reader.one(identity, { accountId: id as AccountId, external });
  if (row === undefined) return 'unbound' satisfies Sorry;
  const person = await reader.one(member, { id: row.memberId });
  if (row.state === 'left' || person === undefined || person.state !== 'active') return 'left' satisfies Sorry;
  return { tenantId, id: person.id };
}

/** Whoever keeps an eye on others' tickets needs the console on a phone as well. */
async function handOf(store: Store, tenantId: Account['tenantId'], reader: string): Promise<Hand> {
  if (!ID_PATTERN.test(reader)) return 'console';
  const rows = store.read({ tenantId });
  const [person] = await peopleOf(rows, [reader as MemberId]);
  if (person === undefined) return 'console';
  const holds = async (grant: Grant) => {
    const roles = await rolesWith(rows, grant);
    return person.roles.some((code) => roles.has(code));
  };
  for (const grant of WATCHES) if (await holds(grant)) return 'console';
  return person.canWork ? 'works' : 'reports';
}
const WATCHES = ['ticket.dispatch', 'ticket.readAll', 'ticket.manage'] as const satisfies readonly Grant[];

async function ownerOf(store: Store, id: string) {
  const [row] = await store.system.read.find(table, { where: { id: id as AccountId, state: 'active' }, limit: 1 });
  return row === undefined ? undefined : { tenantId: tenantOf(row.tenantId), kind: row.kind };
}

/** A connection of the same organization through which people do sign in: of the platform that they are in, or the oldest. */
async function anyDoor(store: Store, tenantId: Account['tenantId'], inside: Inside | null) {
  const rows = await store.read({ tenantId }).find(table, {
    where: { kind: { in: [...HOST_KINDS] }, state: 'active' },
    order: [['id', 'asc']],
    columns: ['id', 'kind'],
  });
  const row = rows.find(({ kind }) => kind === inside) ?? rows[0];
  return row === undefined ? undefined : { id: row.id, kind: row.kind as HostAccountKind };
}
