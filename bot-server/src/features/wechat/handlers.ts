// What members ask of the mini-program's connection: which messages to agree to, how many they have agreed to, codes to scan.
import type { MemberId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import { SUBSCRIPTION_TOPICS } from '@paidan/shared/model/account';
import { refuse } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import type { Account } from '../../core/channels';
import { memberIdOf } from '../../core/scope';
import { accountsOf, identitiesOf } from '../../lookups/accounts';
import { consent } from '../../store/tables/consent';
import type { Reader } from '../../store/unit';
import { noteConsents } from './consents';
import type { WechatDeps } from './deps';
import { makeQr } from './qr';

export function wechatHandlers(deps: WechatDeps): Handlers<'wechat.consent' | 'wechat.subscriptions' | 'qr.make'> {
  const { store, clock, seal } = deps;
  return {
    'wechat.consent': async ({ accepted }, { scope, key }) => {
      const me = memberIdOf(scope.actor);
      const reader = store.read(scope);
      const accounts = me === null ? [] : await accountsWith(deps, reader, me);
      if (me === null || accounts.length === 0) return no(refuse('not_bound'));
      // One tap asks once for each template.
      const told = { by: 'byApp', key, accepted: [...new Set(accepted)], withdrawn: [] } as const;
      for (const account of accounts) await noteConsents(store, account, me, told, clock.now());
      return ok({ topics: await leftOf(reader, me, accounts) });
    },
    'wechat.subscriptions': async (_, { scope }) => {
      const me = memberIdOf(scope.actor);
      const reader = store.read(scope);
      const bound = me === null ? [] : await accountsWith(deps, reader, me);
      const accounts = bound.length > 0 ? bound : await accountsOf(reader, seal, 'wechat');
      const templateIds = accounts.flatMap(({ values }) => values.subscriptions ?? []).map((one) => one.templateId);
      return ok({
        templateIds: [...new Set(templateIds)],
        topics: me === null ? {} : await leftOf(reader, me, accounts),
      });
    },
    'qr.make': makeQr(deps),
  };
}

/** Mini-programs in which WeChat knows this member. */
async function accountsWith({ seal }: WechatDeps, reader: Reader, me: MemberId): Promise<readonly Account[]> {
  const [accounts, identities] = await Promise.all([accountsOf(reader, seal, 'wechat'), identitiesOf(reader, [me])]);
  const mine = new Set<string>(identities.map(({ accountId }) => accountId));
  return accounts.filter(({ id }) => mine.has(id));
}

async function leftOf(reader: Reader, me: MemberId, accounts: readonly Account[]): Promise<Record<string, number>> {
  const rows = await reader.find(consent, { where: { memberId: me }, columns: ['accountId', 'topic', 'left'] });
  const ids = new Set<string>(accounts.map(({ id }) => id));
  const topics = SUBSCRIPTION_TOPICS.filter((topic) =>
    accounts.some(({ values }) => values.subscriptions?.some((one) => one.topic === topic)),
  );
  const left = (topic: string) =>
    rows.filter((row) => row.topic === topic && ids.has(row.accountId)).reduce((sum, row) => sum + row.left, 0);
  return Object.fromEntries(topics.map((topic) => [topic, left(topic)]));
}
