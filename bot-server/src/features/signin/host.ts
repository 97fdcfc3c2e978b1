// Signing in without a password, inside WeCom and inside DingTalk: a call of the app around us gave a code, the platform says whose
// it is, and whoever is bound is in. Somebody whom nobody has bound yet signs in with a password once and binds that account.

import type { MemberId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import { no, ok } from '@paidan/shared/kernel/result';
import { HOST_KINDS } from '@paidan/shared/kinds';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { connectionWords } from '@paidan/shared/text/connection';
import type { Locale } from '@paidan/shared/text/index';
import type { Handlers, OpenHandlers } from '../../core/call';
import type { Trouble } from '../../core/channels';
import { makeHide } from '../../core/hidden';
import { makePasses } from '../../core/pass';
import { memberIdOf, type Scope, tenantOf } from '../../core/scope';
import { accountsOf, findAccount } from '../../lookups/accounts';
import { actorOf } from '../../lookups/actor';
import { allow } from '../../lookups/attempts';
import { member } from '../../store/tables/member';
import { tenant } from '../../store/tables/tenant';
import { storeFor } from '../../store/unit';
import { personBehind, type SignInDeps } from './signin';

export type HostDeps = Omit<SignInDeps, 'publicUrl'> & {
  readonly bind: (
    scope: Scope,
    binding: { readonly accountId: string; readonly memberId: MemberId; readonly external: string },
  ) => Promise<Result<null, Refusal>>;
};

export function hostSignInHandlers(deps: HostDeps): OpenHandlers<'signin.host'> {
  const { clock, seal, channels, sessions, log } = deps;
  const hide = makeHide(deps.secretKey);
  const passes = makePasses(deps.secretKey, 'host');
  return {
    'signin.host': async ({ org, kind, code }, { address, locale, patience }) => {
      const store = storeFor(deps.store, patience);
      if (!(await allow(store, { step: kind, org, address, hide }, clock.now()))) return no(refuse('too_many'));
      const found = await store.system.read.one(tenant, { code: org });
      // The same look-ups for an organization that is not there; neither tells whether there is one.
      const accounts = await accountsOf(store.read({ tenantId: tenantOf(found?.id ?? '') }), seal, kind);
      const ask = channels[kind].hostSignIn;
      if (accounts.length === 0 || ask === undefined) return no(refuse('not_found'));
      for (const [at, account] of accounts.entries()) {
        const told = await ask(account, code);
        // A code is good for one app only; the organization may have several.
        if (!told.ok && isForeign(told.trouble) && at < accounts.length - 1) continue;
        if (!told.ok) {
          log.warn({ accountId: account.id, code: told.trouble.code }, 'a platform did not say who is signing in');
          return no(troubled(told.trouble, locale));
        }
        const person = await personBehind(store, account, told.value);
        // Bound to somebody who has left: a new binding would be refused, so a password does not help either.
        if (person === 'left') return no(refuse('retired'));
        if (typeof person === 'string') return ok({ ticket: passes.sign(account.id, told.value, clock.now()) });
        const reader = store.read(person);
        if ((await actorOf(reader, person.id)) === null) return no(refuse('retired'));
        const row = await reader.one(member, { id: person.id });
        const { credential } = await sessions.issueFor(person, 'bearer', undefined, patience);
        return ok({ token: credential, member: { id: person.id, name: row?.name ?? person.id } });
      }
      return no(refuse('not_found'));
    },
  };
}

export function bindMeHandlers({ store, clock, seal, secretKey, bind }: HostDeps): Handlers<'signin.bind'> {
  const passes = makePasses(secretKey, 'host');
  return {
    'signin.bind': async ({ ticket }, { scope }) => {
      const me = memberIdOf(scope.actor);
      if (me === null) return no(refuse('forbidden'));
      const pass = passes.open(ticket, clock.now());
      if (pass === null) return no(refuse('too_late'));
      const found = await Promise.all(
        HOST_KINDS.map((kind) => findAccount(storeFor(store, scope.patience), seal, kind, pass.accountId)),
      );
      const account = found.find((one) => one !== undefined);
      // A ticket of another organization names nothing here.
      if (account === undefined || account.tenantId !== scope.tenantId) return no(refuse('not_found'));
      const done = await bind(scope, { accountId: account.id, memberId: me, external: pass.external });
      if (done.ok) return ok({});
      // Whose it is meanwhile is not for this person to know.
      return no(done.refusal.code === 'bound_elsewhere' ? refuse('bound_to_other') : done.refusal);
    },
  };
}

/** WeCom 40029 and DingTalk 40078: of another app, or made up. */
const isForeign = ({ code }: Trouble): boolean => code === '40029' || code === 'ding_40078';
/** Codes are good for five minutes and once. WeCom 42003, 42022. */
const isSpent = (trouble: Trouble): boolean => isForeign(trouble) || ['42003', '42022'].includes(trouble.code);

function troubled(trouble: Trouble, locale: Locale): Refusal {
  if (isSpent(trouble)) return refuse('too_late');
  const said = connectionWords(locale).signIn;
  const kind = trouble.kind === 'content' ? 'account' : trouble.kind;
  return refuse('channel_trouble', { code: trouble.code, message: said[kind] });
}
