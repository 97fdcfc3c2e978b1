// The checklist of a connection: what was just asked of the platform, what it has been seen to do, and what is still to come.
import type { CheckView } from '@paidan/shared/contract/channel';
import type { AccountKind } from '@paidan/shared/kinds';
import { wantsCallback } from './standing';
import type { Account } from './useAccounts';

export type RowName = 'token' | 'app' | 'contacts' | 'callback' | 'webhook' | 'press' | 'group' | 'corp' | 'mini';
export type Row = {
  readonly name: RowName;
  /** `off`: not asked yet, or not wanted. */
  readonly state: 'ok' | 'failed' | 'waiting' | 'asking' | 'off';
  readonly error: { readonly code: string; readonly message: string } | null;
  /** The platform's words while it waits for somebody. */
  readonly words: string | null;
  /** When it was last seen to work. */
  readonly at: number | null;
};
export type Seen = {
  /** Of the last check; null before it. */
  readonly checks: readonly CheckView[] | null;
  readonly asking: boolean;
  /** A test card is out, and its press has not come yet. */
  readonly awaited: boolean;
};

const ROWS: Readonly<Record<AccountKind, readonly RowName[]>> = {
  wecom: ['token', 'app', 'contacts', 'mini', 'callback', 'press'],
  wecomGroup: ['webhook', 'group'],
  wechat: ['token', 'callback'],
  dingtalk: ['token', 'corp', 'app'],
};

export const rowsOf = (account: Account, seen: Seen): readonly Row[] =>
  ROWS[account.kind]
    // Where the mini-program is linked with the app itself there is nothing more to ask.
    .filter((name) => name !== 'mini' || account.has.includes('miniSecret'))
    .map((name) => rowOf(name, account, seen));

function rowOf(name: RowName, account: Account, { checks, asking, awaited }: Seen): Row {
  const { health } = account;
  const found = checks?.find((each) => each.name === name);
  const row = (state: Row['state'], at: number | null = null): Row => ({ name, state, error: null, words: null, at });
  if (name === 'press') {
    if (awaited) return row('waiting');
    return health.pressedAt === null ? row('off') : row('ok', health.pressedAt);
  }
  if (name === 'group') return health.sentAt === null || health.error !== null ? row('off') : row('ok', health.sentAt);
  if (found?.state === 'failed')
    return { ...row('failed'), error: { code: found.code ?? 'failed', message: found.message } };
  if (name === 'callback') {
    if (found?.state === 'ok' || health.callbackAt !== null) return row('ok', health.callbackAt);
    return row(wantsCallback(account) ? 'waiting' : 'off');
  }
  if (found !== undefined) return { ...row(found.state), words: found.state === 'waiting' ? found.message : null };
  if (isSpared(name, account)) return row('off');
  return row(asking ? 'asking' : 'off');
}

/** Its secret is optional, and was not given. */
const isSpared = (name: RowName, { has }: Account): boolean => name === 'contacts' && !has.includes('contactSecret');

/** What still keeps the connection from being whole; what nobody asked for does not count. */
export function missingOf(account: Account, rows: readonly Row[]): readonly Row[] {
  const optional = (row: Row) =>
    row.state === 'off' && (isSpared(row.name, account) || (row.name === 'callback' && !wantsCallback(account)));
  return rows.filter((row) => row.state !== 'ok' && !optional(row));
}
