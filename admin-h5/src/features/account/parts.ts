// What is typed into a connection's form: cleaned as it is pasted, held against what the platform's values look like, and what of it is sent.
import type { AccountKind } from '@paidan/shared/kinds';
import type { AccountSecrets, AccountValues } from '@paidan/shared/model/account';
import { ACCOUNT_PARTS, type SecretKey } from '@paidan/shared/model/accountParts';
import { changesOf } from '../../lib/changes';
import type { Account } from './useAccounts';

export type Part = { readonly key: string; readonly secret?: true; readonly required?: true; readonly pattern: RegExp };
/** Values and secrets by their key, as typed; a secret that is not there stays as it is. */
export type Draft = {
  readonly name: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
};
export type Flaw = 'missing' | 'shape';

export const partsOf = (kind: AccountKind): readonly Part[] => ACCOUNT_PARTS[kind];
/** The callback's two belong together; the contacts' secret is a matter of its own. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['callbackToken', 'callbackKey'],
  ['pushToken', 'pushKey'],
];
export const SECTIONS = ['main', 'callback', 'contacts', 'mini'] as const;
export const sectionOf = ({ key }: Part): (typeof SECTIONS)[number] =>
  key === 'contactSecret'
    ? 'contacts'
    : key === 'miniSecret'
      ? 'mini'
      : PAIRS.some((pair) => pair.includes(key))
        ? 'callback'
        : 'main';

/** Through the others nobody becomes a member who is none. */
export const bringsPeople = (kind: AccountKind): kind is 'wecom' | 'wechat' => kind === 'wecom' || kind === 'wechat';

export const draftOf = (account: Account): Draft => ({
  name: account.name,
  typed: Object.fromEntries(
    partsOf(account.kind)
      .filter(({ secret }) => !secret)
      .map(({ key }) => [key, plain(account.values, key)]),
  ),
  roles: account.values.roles ?? [],
});

/** A webhook is pasted as the whole address; only its key is kept. */
export function pasted(key: string, text: string): string {
  if (key !== 'webhookKey') return text.trim();
  return /[?&]key=([^&#\s]+)/.exec(text)?.[1] ?? text.trim();
}

export function flawsOf(
  kind: AccountKind,
  { typed }: Draft,
  has: readonly SecretKey[],
): Readonly<Record<string, Flaw>> {
  const there = (key: string) => (typed[key] ?? '') !== '' || (has as readonly string[]).includes(key);
  const wanted = ({ key, required }: Part) =>
    required || PAIRS.some(([one, other]) => (key === one && there(other)) || (key === other && there(one)));
  return Object.fromEntries(
    partsOf(kind).flatMap((part): [string, Flaw][] => {
      const text = typed[part.key] ?? '';
      if (text === '') return wanted(part) && !there(part.key) ? [[part.key, 'missing']] : [];
      return part.pattern.test(text) ? [] : [[part.key, 'shape']];
    }),
  );
}

export function sentOf(kind: AccountKind, { name, typed, roles }: Draft) {
  const given = (secret: boolean) =>
    Object.fromEntries(
      partsOf(kind)
        .filter((part) => Boolean(part.secret) === secret && (typed[part.key] ?? '') !== '')
        .map(({ key }) => [key, typed[key]]),
    );
  const values: AccountValues = { ...given(false), ...(bringsPeople(kind) && { roles: [...roles] }) };
  return { name: name.trim(), values, secrets: given(true) as AccountSecrets };
}

/** What differs from the connection as it is; empty where nothing does. */
export function changeOf(account: Account, draft: Draft) {
  const { name, values, secrets } = sentOf(account.kind, draft);
  const changed = changesOf({ ...(bringsPeople(account.kind) && { roles: [] }), ...account.values }, values);
  return {
    ...(name !== account.name && { name }),
    ...(Object.keys(changed).length > 0 && { values: changed }),
    ...(Object.keys(secrets).length > 0 && { secrets }),
  };
}

const plain = (values: AccountValues, key: string): string => {
  const value = (values as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' ? value : '';
};
