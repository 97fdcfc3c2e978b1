// Connections with their secrets in clear, and whose userid or openid is whose.
import { createHash } from 'node:crypto';
import type { AccountId, MemberId, TenantId } from '@paidan/shared/kernel/id';
import { canonical, type Json } from '@paidan/shared/kernel/json';
import type { AccountKind } from '@paidan/shared/kinds';
import type { AccountSecrets } from '@paidan/shared/model/account';
import type { Account } from '../core/channels';
import { tenantOf } from '../core/scope';
import type { Seal } from '../core/seal';
import type { RowOf } from '../store/columns';
import { account } from '../store/tables/account';
import { identity } from '../store/tables/identity';
import type { KeptState } from '../store/tables/kept';
import type { Reader, Store } from '../store/unit';

/** What a connection's secrets are sealed to. */
export const sealedAbout = (tenantId: string, accountId: string): string => `account ${tenantId} ${accountId}`;

export function openAccount(seal: Seal, tenantId: TenantId, row: RowOf<typeof account>): Account {
  const { id, kind, values } = row;
  const secrets = JSON.parse(seal.open(sealedAbout(tenantId, id), row.secrets)) as AccountSecrets;
  return { id, tenantId, kind, values, secrets, credentials: credentialsOf(row) };
}

/** Sealing the same secrets anew counts as a change. */
export const credentialsOf = ({ values, secrets }: Pick<RowOf<typeof account>, 'values' | 'secrets'>): string =>
  createHash('sha256')
    .update(`${canonical(values as Json)} ${secrets}`)
    .digest('base64url');

/** Undefined where the secrets were changed, moved, or sealed under another key: the connection is as good as none. */
export function openable(seal: Seal, tenantId: TenantId, row: RowOf<typeof account>): Account | undefined {
  try {
    return openAccount(seal, tenantId, row);
  } catch {
    return undefined;
  }
}

/** By the id in a callback's address, before any organization is known. Undefined: there is none in this state. */
export async function findAccount(
  store: Store,
  seal: Seal,
  kind: AccountKind,
  id: string,
  state: KeptState = 'active',
): Promise<Account | undefined> {
  const [row] = await store.system.read.find(account, { where: { id: id as AccountId, kind, state }, limit: 1 });
  return row === undefined ? undefined : openable(seal, tenantOf(row.tenantId), row);
}

/** One organization's active connections, of one kind or of all. */
export async function accountsOf(reader: Reader, seal: Seal, kind?: AccountKind): Promise<readonly Account[]> {
  const rows = await reader.find(account, { where: { state: 'active', ...(kind !== undefined && { kind }) } });
  return rows.flatMap((row) => openable(seal, reader.tenantId, row) ?? []);
}

/** WeCom's userids know no case (90196); openids do, and of DingTalk's nothing is said. */
export const externalOf = (kind: AccountKind, external: string): string =>
  kind === 'wecom' || kind === 'wecomGroup' ? external.toLowerCase() : external;

export async function memberBehind(reader: Reader, accountId: string, external: string): Promise<MemberId | null> {
  const row = await reader.one(identity, { accountId: accountId as AccountId, external });
  return row === undefined || row.state === 'left' ? null : row.memberId;
}

export const identitiesOf = (reader: Reader, members: readonly MemberId[]) =>
  members.length === 0
    ? Promise.resolve([])
    : reader.find(identity, { where: { memberId: { in: [...members] }, state: 'active' } });
