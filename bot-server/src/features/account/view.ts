// A connection as its keepers see it: which secrets are there, never what they are; and how it stands.
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import type { AccountHealth, AccountView } from '@paidan/shared/model/account';
import type { Locale } from '@paidan/shared/text/index';
import { troubleWords } from '@paidan/shared/text/trouble';
import type { RowOf } from '../../store/columns';
import { account } from '../../store/tables/account';
import { accountHealth } from '../../store/tables/accountHealth';
import type { Reader } from '../../store/unit';
import type { AccountDeps } from './deps';
import { keysOf, openSecrets } from './secrets';

export type AccountRow = RowOf<typeof account>;
export type HealthRow = RowOf<typeof accountHealth>;
type Viewing = Pick<AccountDeps, 'seal' | 'publicUrl'>;

/** Undefined: this organization has none with that id. */
export async function oneView(
  deps: Viewing,
  reader: Reader,
  locale: Locale,
  id: string,
): Promise<AccountView | undefined> {
  const row = await reader.one(account, { id: id as AccountId });
  return row === undefined ? undefined : (await viewsOf(deps, reader, locale, [row]))[0];
}

export async function viewsOf(
  deps: Viewing,
  reader: Reader,
  locale: Locale,
  rows: readonly AccountRow[],
): Promise<AccountView[]> {
  const ids = rows.map((row) => row.id);
  const seen = ids.length === 0 ? [] : await reader.find(accountHealth, { where: { accountId: { in: ids } } });
  const health = new Map(seen.map((row) => [row.accountId, row]));
  return rows.map((row) => viewOf(deps, reader.tenantId, locale, row, health.get(row.id)));
}

function viewOf(
  { seal, publicUrl }: Viewing,
  tenantId: TenantId,
  locale: Locale,
  row: AccountRow,
  health: HealthRow | undefined,
): AccountView {
  const { id, kind, name, values, state, version, updatedAt } = row;
  const secrets = openSecrets(seal, { tenantId, id }, row.secrets);
  const stands = healthOf(health);
  const sealed = { code: 'sealed', message: troubleWords(locale, { code: 'sealed', message: '' }), at: updatedAt };
  return {
    id,
    kind,
    name,
    values,
    has: keysOf(secrets),
    callbackUrl: callbackUrl(publicUrl, kind, id),
    health: secrets === null ? { ...stands, error: sealed } : stands,
    state,
    version,
  };
}

export const callbackUrl = (publicUrl: string, kind: AccountKind, id: string): string | null =>
  kind === 'wecomGroup' || kind === 'dingtalk' ? null : `${publicUrl}/hooks/${kind}/${id}`;

function healthOf(row: HealthRow | undefined): AccountHealth {
  if (row === undefined) {
    return { callbackAt: null, tokenAt: null, sentAt: null, pressedAt: null, pausedUntil: null, error: null };
  }
  const { callbackAt, tokenAt, sentAt, pressedAt, pausedUntil, errorCode, errorText, errorAt } = row;
  const error =
    errorCode === null || errorAt === null ? null : { code: errorCode, message: errorText ?? '', at: errorAt };
  return { callbackAt, tokenAt, sentAt, pressedAt, pausedUntil, error };
}
