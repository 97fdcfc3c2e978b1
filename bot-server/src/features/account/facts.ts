// The facts that `rules/account` asks for: what the kind is made of, what cannot be right, who is bound.
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import { ACCOUNT_PARTS, type AccountSecrets, type AccountValues } from '@paidan/shared/model/account';
import type { AccountCommand, AccountFacts, AccountState } from '@paidan/shared/rules/account/account';
import { identity } from '../../store/tables/identity';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import type { Unit } from '../../store/unit';

type Part = (typeof ACCOUNT_PARTS)[AccountKind][number];
const partsOf = (kind: AccountKind): readonly Part[] => ACCOUNT_PARTS[kind];

export async function loadFacts(
  u: Unit,
  kind: AccountKind,
  account: AccountState | null,
  command: AccountCommand,
  secrets: AccountSecrets,
): Promise<AccountFacts> {
  const writes = command.verb === 'create' || command.verb === 'change';
  return {
    known: partsOf(kind).map((part) => ({
      key: part.key,
      secret: 'secret' in part,
      required: 'required' in part,
    })),
    misshapen: writes ? misshapen(kind, command.values ?? {}, secrets) : [],
    boundTo: 'external' in command && account !== null ? await boundTo(u, account.id as AccountId, command) : null,
    memberThere: command.verb === 'bind' && (await isActive(u, command.memberId)),
  };
}

/** Members that do not look as the platform gives them, and such as the kind has no use for. */
export function misshapen(kind: AccountKind, values: AccountValues, secrets: AccountSecrets): readonly string[] {
  const { subscriptions, roles, ...texts } = values;
  const patterns = new Map(partsOf(kind).map((part) => [part.key as string, part.pattern]));
  const given = Object.entries({ ...texts, ...secrets }).filter(([, text]) => text !== undefined);
  const bad = given.filter(([key, text]) => patterns.get(key)?.test(String(text)) !== true).map(([key]) => key);
  return [
    ...bad,
    ...(subscriptions !== undefined && kind !== 'wechat' ? ['subscriptions'] : []),
    ...(roles !== undefined && BRINGS_NOBODY.includes(kind) ? ['roles'] : []),
  ];
}

/** Through these nobody becomes a member. */
const BRINGS_NOBODY: readonly AccountKind[] = ['wecomGroup', 'dingtalk'];

/** Somebody who has left the platform can be bound anew, and still be taken off the list. */
async function boundTo(
  u: Unit,
  accountId: AccountId,
  { verb, external }: Extract<AccountCommand, { external: string }>,
): Promise<AccountFacts['boundTo']> {
  const row = await u.one(identity, { accountId, external });
  if (row === undefined || (verb !== 'unbind' && row.state === 'left')) return null;
  const person = await u.one(member, { id: row.memberId });
  return { memberId: row.memberId, name: person?.name ?? '' };
}

const isActive = async (u: Unit, id: MemberId): Promise<boolean> => (await u.one(member, { id }))?.state === 'active';

/** A role that newcomers would get and that is not in use. */
export async function unknownRole(u: Unit, command: AccountCommand): Promise<string | undefined> {
  const wanted = 'values' in command ? (command.values?.roles ?? []) : [];
  if (wanted.length === 0) return undefined;
  const roles = await u.find(role, { where: { state: 'active', code: { in: wanted } }, columns: ['code'] });
  return wanted.find((code) => !roles.some((row) => row.code === code));
}
