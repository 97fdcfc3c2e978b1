// Does a connection really work? The platform is asked, and a card is sent to whoever asks.
import type { CheckView } from '@paidan/shared/contract/channel';
import type { AccountId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import type { AccountKind } from '@paidan/shared/kinds';
import type { SecretKey } from '@paidan/shared/model/account';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { testCard } from '@paidan/shared/rules/card/compose';
import { type CheckName, connectionWords } from '@paidan/shared/text/connection';
import { type Locale, words } from '@paidan/shared/text/index';
import { troubleWords } from '@paidan/shared/text/trouble';
import type { Call, Handlers } from '../../core/call';
import type { Account, Check, Trouble } from '../../core/channels';
import { newId } from '../../core/ids';
import { memberIdOf } from '../../core/scope';
import { openable } from '../../lookups/accounts';
import { noteSeen, noteTrouble } from '../../lookups/health';
import { account as table } from '../../store/tables/account';
import { identity } from '../../store/tables/identity';
import type { AccountDeps } from './deps';
import { oneView } from './view';

export function tryHandlers(deps: AccountDeps): Handlers<'account.check' | 'account.test'> {
  const { store, clock, channels } = deps;

  const viewed = async ({ scope, locale }: Call, id: string) => {
    const view = await oneView(deps, store.read(scope), locale, id);
    return view === undefined ? no(refuse('not_found')) : ok(view);
  };

  return {
    'account.check': async ({ id }, call) => {
      const opened = await open(deps, call, id);
      if (!opened.ok) return opened;
      const found = opened.value === null ? [SEALED] : await channels[opened.value.kind].check(opened.value);
      if (opened.value !== null) await note(deps, opened.value, found);
      const view = await viewed(call, id);
      if (!view.ok) return view;
      const { kind, has, health } = view.value;
      const { buttons, inbound } = channels[kind].abilities;
      const checks = [
        ...found.map((check) => asked(call.locale, check)),
        ...(inbound !== null ? [callback(call.locale, kind, has, health.callbackAt)] : []),
        ...(buttons ? [seen(call.locale, 'press', health.pressedAt)] : []),
      ];
      return ok({ checks, account: view.value });
    },

    'account.test': async ({ id }, call) => {
      const opened = await open(deps, call, id);
      if (!opened.ok) return opened;
      if (opened.value === null) return no(trouble(call.locale, SEALED.trouble));
      const account = opened.value;
      const channel = channels[account.kind];
      const { send } = channel;
      if (send === undefined) return no(refuse('invalid', { where: 'id' }));
      const to = channel.abilities.group ? '' : await ownName(deps, call, account);
      if (to === null) return no(refuse('not_bound'));
      const now = clock.now();
      const { buttons } = channel.abilities;
      const sent = await send(account, {
        to,
        card: testCard(`/go/${account.id}/work`, now, words(call.locale).cards),
        cardId: buttons ? `test-${newId(now)}` : null,
        mentions: [],
        baseUrl: deps.publicUrl,
      });
      if (!sent.ok) {
        await noteTrouble(store, account, sent.trouble, now);
        return no(trouble(call.locale, sent.trouble));
      }
      await noteSeen(store, account, 'sentAt', now);
      const view = await viewed(call, id);
      return view.ok ? ok({ account: view.value }) : view;
    },
  };
}

/** Null: it is there, but its secrets cannot be opened. */
async function open(
  { store, seal }: AccountDeps,
  { scope }: Call,
  id: string,
): Promise<Result<Account | null, Refusal>> {
  const row = await store.read(scope).one(table, { id: id as AccountId });
  if (row === undefined) return no(refuse('not_found'));
  if (row.state === 'retired') return no(refuse('retired'));
  return ok(openable(seal, scope.tenantId, row) ?? null);
}

const SEALED = {
  name: 'token',
  trouble: { kind: 'account', code: 'sealed', message: '' },
} as const satisfies Check;

const trouble = (locale: Locale, what: Trouble): Refusal =>
  refuse('channel_trouble', { code: what.code, message: troubleWords(locale, what) });

/** What carries all sending is what the connection's health is about. */
async function note({ store, clock }: AccountDeps, account: Account, found: readonly Check[]): Promise<void> {
  const carrying = found.filter(({ name }) => name !== 'contacts' && name !== 'mini');
  const failed = carrying.find((check) => check.trouble !== null)?.trouble;
  if (failed) await noteTrouble(store, account, failed, clock.now());
  else if (carrying.length > 0) await noteSeen(store, account, 'tokenAt', clock.now());
}

const NAMES: readonly string[] = [
  'token',
  'app',
  'contacts',
  'callback',
  'webhook',
  'press',
  'corp',
  'mini',
] satisfies CheckName[];

function asked(locale: Locale, { name: given, trouble: failed }: Check): CheckView {
  const name = NAMES.includes(given) ? (given as CheckName) : 'app';
  if (failed !== null) return { name, state: 'failed', code: failed.code, message: troubleWords(locale, failed) };
  return { name, state: 'ok', code: null, message: connectionWords(locale).checks[name].ok };
}

function seen(locale: Locale, name: 'callback' | 'press', at: number | null): CheckView {
  const said = connectionWords(locale).checks[name];
  return at === null
    ? { name, state: 'waiting', code: null, message: said.waiting }
    : { name, state: 'ok', code: null, message: said.ok };
}

const CALLBACK_SECRETS = {
  wecom: ['callbackToken', 'callbackKey'],
  wecomGroup: [],
  wechat: ['pushToken', 'pushKey'],
  dingtalk: [],
} as const satisfies Record<AccountKind, readonly SecretKey[]>;

function callback(locale: Locale, kind: AccountKind, has: readonly SecretKey[], at: number | null): CheckView {
  if (CALLBACK_SECRETS[kind].every((key) => has.includes(key))) return seen(locale, 'callback', at);
  return { name: 'callback', state: 'waiting', code: null, message: connectionWords(locale).noCallbackSecrets };
}

/** The asking member's name on this platform. */
async function ownName({ store }: AccountDeps, { scope }: Call, { id }: Account): Promise<string | null> {
  const memberId = memberIdOf(scope.actor);
  if (memberId === null) return null;
  const [row] = await store.read(scope).find(identity, {
    where: { accountId: id as AccountId, memberId, state: 'active' },
    order: [['external', 'asc']],
    limit: 1,
  });
  return row?.external ?? null;
}
