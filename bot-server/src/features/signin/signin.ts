// Coming in from a chat platform: off to it, back with a code, and on to the page that a notice spoke of.
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import { ID_PATTERN } from '@paidan/shared/kernel/id';
import { ok } from '@paidan/shared/kernel/result';
import { ACCOUNT_KINDS, type Grant } from '@paidan/shared/kinds';
import type { OpenHandlers } from '../../core/call';
import type { Account, Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import { tenantOf } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Sessions } from '../../core/sessions';
import type { Entrance, Sorry } from '../../core/signin';
import { externalOf, findAccount } from '../../lookups/accounts';
import { peopleOf, rolesWith } from '../../lookups/people';
import { account as table } from '../../store/tables/account';
import { identity } from '../../store/tables/identity';
import { member } from '../../store/tables/member';
import { tenant } from '../../store/tables/tenant';
import type { Store } from '../../store/unit';
import { consoleSignIn, type Hand, ownPath, pageBehind } from './paths';
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

/** The one kind whose people sign in on our pages. */
const KIND = 'wecom';

export function makeEntrance(deps: SignInDeps): Entrance {
  const { store, clock, seal, channels, sessions, log, publicUrl, secretKey } = deps;
  const { signIn } = channels[KIND];
  const find = async (id: string): Promise<Account | undefined> =>
    ID_PATTERN.test(id) ? findAccount(store, seal, KIND, id) : undefined;

  return {
    start: async ({ accountId, to, inside }) => {
      const account = await find(accountId);
      if (account === undefined || signIn === undefined) return null;
      const { state, cookie } = newState(secretKey, { accountId, to: ownPath(to) }, clock.now());
      const redirect = `${publicUrl}/auth/${KIND}/${accountId}/back`;
      return { url: signIn.url(account, { redirect, state, inside }), cookie };
    },

    back: async ({ accountId, code, state, cookieNamed }) => {
      if (!isState(state)) return { cookie: null, sorry: 'expired' };
      const cookie = cookieName(state);
      const to = readState(secretKey, accountId, state, cookieNamed(cookie), clock.now());
      const account = to === null ? undefined : await find(accountId);
      if (to === null || account === undefined || signIn === undefined) return { cookie, sorry: 'expired' };
      const told = await signIn.identify(account, code);
      if (!told.ok) {
        log.warn({ accountId, code: told.trouble.code }, 'a platform did not say who is signing in');
        return { cookie, sorry: 'trouble' };
      }
      const person = await personBehind(store, account, told.value);
      if (typeof person === 'string') return { cookie, sorry: person };
      return { cookie, to, ...(await sessions.issueFor(person, 'cookie')) };
    },

    go: async ({ accountId, rest, reader, signedIn, inside, phone }) => {
      const found = ID_PATTERN.test(accountId) ? await ownerOf(store, accountId) : undefined;
      if (found === undefined) return consoleSignIn(pageBehind(rest));
      const page = pageBehind(rest, phone ? await handOf(store, found.tenantId, reader) : 'console');
      const isIn = signedIn?.tenantId === found.tenantId;
      // Somebody else's session, on a shared computer: the reader has other rights, and acts under another name.
      if (isIn && (reader === '' || reader === signedIn.memberId)) return page;
      const door = found.kind === KIND ? accountId : await anyDoor(store, found.tenantId);
      if (door === undefined) return isIn ? page : consoleSignIn(page);
      const ask = new URLSearchParams({ to: page, ...(inside && { inside: '1' }) });
      return `/auth/${KIND}/${door}/start?${ask}`;
    },
  };
}

async function personBehind(store: Store, { tenantId, id, kind }: Account, said: string) {
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

/** A connection of the same organization through which people do sign in. */
async function anyDoor(store: Store, tenantId: Account['tenantId']): Promise<string | undefined> {
  const [row] = await store.read({ tenantId }).find(table, {
    where: { kind: KIND, state: 'active' },
    order: [['id', 'asc']],
    limit: 1,
    columns: ['id'],
  });
  return row?.id;
}

export function signInHandlers({
  store,
  channels,
}: Pick<SignInDeps, 'store' | 'channels'>): OpenHandlers<'signin.options'> {
  const kinds = ACCOUNT_KINDS.filter((kind) => kind === KIND && channels[kind].signIn !== undefined);
  return {
    /** An organization that is not there looks like one that has nothing to offer. */
    'signin.options': async ({ org }) => {
      const found = await store.system.read.one(tenant, { code: org });
      const rows = await store.read({ tenantId: tenantOf(found?.id ?? '') }).find(table, {
        where: { kind: { in: kinds }, state: 'active' },
        order: [['id', 'asc']],
        columns: ['id', 'kind', 'name'],
      });
      return ok({ items: rows.map(({ id, kind, name }) => ({ kind, name, url: `/auth/${kind}/${id}/start` })) });
    },
  };
}
