// Signing in from the mini-program: WeChat says whose openid it is; whoever is bound is in. Others show the phone number that
// WeChat has verified: it names a member, or makes a new one.

import type { MemberId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { refuse } from '@paidan/shared/refusal';
import type { OpenHandlers } from '../../core/call';
import type { Account } from '../../core/channels';
import { makeHide } from '../../core/hidden';
import { makePasses } from '../../core/pass';
import { tenantOf } from '../../core/scope';
import { accountsOf, findAccount, memberBehind } from '../../lookups/accounts';
import { actorOf } from '../../lookups/actor';
import { allow } from '../../lookups/attempts';
import type { Patience } from '../../store/patience';
import { member } from '../../store/tables/member';
import { tenant } from '../../store/tables/tenant';
import { storeFor } from '../../store/unit';
import type { OpenDeps } from './deps';
import { personWithPhone } from './phone';
import { troubled } from './trouble';

export function wechatOpenHandlers(deps: OpenDeps): OpenHandlers<'wechat.signIn' | 'wechat.phone'> {
  const { clock, seal, api } = deps;
  const hide = makeHide(deps.secretKey);
  const passes = makePasses(deps.secretKey, 'wechat');

  return {
    'wechat.signIn': async ({ org, code }, { address, patience }) => {
      const own = ownOf(deps, patience);
      const { store } = own;
      if (!(await allow(store, { step: 'signIn', org, address, hide }, clock.now()))) return no(refuse('too_many'));
      const accounts = await accountsFor(own, org);
      // Neither tells whether there is such an organization.
      if (accounts.length === 0) return no(refuse('not_found'));
      for (const [at, account] of accounts.entries()) {
        const login = await api.login(account, code);
        // A code is good for one mini-program only; the organization may have several.
        if (!login.ok && login.trouble.code === '40029' && at < accounts.length - 1) continue;
        if (!login.ok) return troubled(login.trouble);
        const { openid } = login.value;
        const bound = await memberBehind(store.read(account), account.id, openid);
        const inside = bound === null ? null : await enter(own, account, bound);
        if (inside !== null) return ok(inside);
        // Bound to somebody who has left: a new binding would be refused, so a phone number does not help either.
        if (bound !== null) return no(refuse('retired'));
        return ok({ ticket: passes.sign(account.id, openid, clock.now()) });
      }
      return no(refuse('not_found'));
    },

    'wechat.phone': async ({ ticket, code }, { address, requestId, patience }) => {
      const own = ownOf(deps, patience);
      const { store } = own;
      const pass = passes.open(ticket, clock.now());
      if (pass === null) return no(refuse('too_late'));
      const { accountId, external: openid } = pass;
      if (!(await allow(store, { step: 'phone', org: accountId, address, hide }, clock.now())))
        return no(refuse('too_many'));
      const account = await findAccount(store, seal, 'wechat', accountId);
      if (account === undefined) return no(refuse('not_found'));
      const phone = await api.phone(account, code);
      if (!phone.ok) return troubled(phone.trouble);
      const person = await personWithPhone(own, account, phone.value, openid, { requestId, patience });
      if (!person.ok) return person;
      const inside = await enter(own, account, person.value);
      return inside === null ? no(refuse('retired')) : ok(inside);
    },
  };
}

/** For one request. */
const ownOf = (deps: OpenDeps, patience: Patience | undefined): OpenDeps => ({
  ...deps,
  store: storeFor(deps.store, patience),
  issue: (person, kind) => deps.issue(person, kind, undefined, patience),
});

async function accountsFor({ store, seal }: OpenDeps, org: string): Promise<readonly Account[]> {
  const found = await store.system.read.one(tenant, { code: org });
  // The same look-ups for an organization that is not there.
  return accountsOf(store.read({ tenantId: tenantOf(found?.id ?? '') }), seal, 'wechat');
}

/** Null: the member has left. */
async function enter({ store, issue }: OpenDeps, { tenantId }: Account, id: MemberId) {
  const reader = store.read({ tenantId });
  if ((await actorOf(reader, id)) === null) return null;
  const row = await reader.one(member, { id });
  const { credential } = await issue({ tenantId, id }, 'bearer');
  return { token: credential, member: { id, name: row?.name ?? id } };
}
