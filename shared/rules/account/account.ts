// A connection's life: made, changed, given secrets, retired; people bound to it. Secrets are named here, never held.
import type { MemberId } from '../../kernel/id';
import type { Json } from '../../kernel/json';
import { no, ok, type Result } from '../../kernel/result';
import type { AccountKind } from '../../kinds';
import type { AccountValues, SecretKey } from '../../model/account';
import { type Refusal, refuse } from '../../refusal';

export type AccountState = {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly values: AccountValues;
  readonly has: readonly SecretKey[];
  readonly state: 'active' | 'retired';
  readonly version: number;
};

export type AccountEventBody =
  | {
      readonly type: 'account.created';
      readonly kind: AccountKind;
      readonly name: string;
      readonly values: AccountValues;
    }
  | { readonly type: 'account.changed'; readonly name?: string; readonly values?: AccountValues }
  | { readonly type: 'account.secretsSet'; readonly keys: readonly SecretKey[] }
  | ({ readonly type: 'account.bound' } & Named)
  | ({ readonly type: 'account.unbound' } & Named)
  /** The platform no longer knows the person; whose name it was stays known. */
  | ({ readonly type: 'account.left' } & Named)
  | { readonly type: 'account.retired' }
  | { readonly type: 'account.restored' };

/** `salt`: as in members' events. */
type Named = { readonly memberId: MemberId; readonly external: string; readonly salt?: string };

export type AccountCommand = { readonly version?: number | undefined } & (
  | {
      readonly verb: 'create';
      readonly kind: AccountKind;
      readonly name: string;
      readonly values: AccountValues;
      readonly secrets: readonly SecretKey[];
    }
  | {
      readonly verb: 'change';
      readonly name?: string | undefined;
      readonly values?: AccountValues | undefined;
      readonly secrets: readonly SecretKey[];
    }
  | { readonly verb: 'bind'; readonly memberId: MemberId; readonly external: string }
  | { readonly verb: 'unbind' | 'lose'; readonly external: string }
  | { readonly verb: 'retire' | 'restore' }
);

export type AccountFacts = {
  /** What a member of the kind must have and what it may have; `rules` know no schema, so it is told. */
  readonly known: readonly { readonly key: string; readonly secret: boolean; readonly required: boolean }[];
  /** Members whose content does not fit their pattern. */
  readonly misshapen: readonly string[];
  /** To whom the external name is bound now. */
  readonly boundTo: { readonly memberId: MemberId; readonly name: string } | null;
  /** The member to bind is active. */
  readonly memberThere: boolean;
};

export function decideAccount(
  command: AccountCommand,
  account: AccountState | null,
  facts: AccountFacts,
): Result<readonly AccountEventBody[], Refusal> {
  if (command.verb === 'create') {
    const { kind, name, values, secrets } = command;
    const bad = unsound(values, secrets, [], facts);
    if (bad !== null) return no(bad);
    return ok([{ type: 'account.created', kind, name, values }, ...secretsSet(secrets)]);
  }
  if (account === null) return no(refuse('not_found'));
  if (command.version !== undefined && command.version !== account.version) {
    return no(refuse('stale', { version: account.version }));
  }
  if (command.verb !== 'restore' && command.verb !== 'unbind' && account.state === 'retired')
    return no(refuse('retired'));
  switch (command.verb) {
    case 'change':
      return change(command, account, facts);
    case 'bind':
      return bind(command, facts);
    case 'unbind':
      if (facts.boundTo === null) return no(refuse('not_found'));
      return ok([{ type: 'account.unbound', memberId: facts.boundTo.memberId, external: command.external }]);
    case 'lose':
      if (facts.boundTo === null) return ok([]);
      return ok([{ type: 'account.left', memberId: facts.boundTo.memberId, external: command.external }]);
    case 'retire':
      return ok([{ type: 'account.retired' }]);
    case 'restore':
      return account.state === 'active' ? no(refuse('already')) : ok([{ type: 'account.restored' }]);
  }
}

function change(
  { name, values, secrets }: Extract<AccountCommand, { verb: 'change' }>,
  account: AccountState,
  facts: AccountFacts,
): Result<readonly AccountEventBody[], Refusal> {
  const bad = unsound({ ...account.values, ...values }, secrets, account.has, facts);
  if (bad !== null) return no(bad);
  const changed = {
    ...(name !== undefined && name !== account.name && { name }),
    ...(values !== undefined && { values: { ...account.values, ...values } }),
  };
  const events: AccountEventBody[] = Object.keys(changed).length === 0 ? [] : [{ type: 'account.changed', ...changed }];
  return ok([...events, ...secretsSet(secrets)]);
}

function bind(
  { memberId, external }: Extract<AccountCommand, { verb: 'bind' }>,
  { boundTo, memberThere }: AccountFacts,
): Result<readonly AccountEventBody[], Refusal> {
  if (!memberThere) return no(refuse('unknown_reference', { kind: 'member', id: memberId }));
  if (boundTo?.memberId === memberId) return ok([]);
  if (boundTo !== null) return no(refuse('bound_elsewhere', { name: boundTo.name }));
  return ok([{ type: 'account.bound', memberId, external }]);
}

const secretsSet = (keys: readonly SecretKey[]): readonly AccountEventBody[] =>
  keys.length === 0 ? [] : [{ type: 'account.secretsSet', keys }];

/** Neither less than the kind needs, nor what it does not know, nor what cannot be right. */
function unsound(
  values: AccountValues,
  given: readonly SecretKey[],
  kept: readonly SecretKey[],
  { known, misshapen }: AccountFacts,
): Refusal | null {
  if (misshapen.length > 0) return refuse('invalid', { where: misshapen.join(', ') });
  const stranger = given.find((key) => !known.some((part) => part.secret && part.key === key));
  if (stranger !== undefined) return refuse('invalid', { where: stranger });
  const there = (part: AccountFacts['known'][number]) =>
    part.secret
      ? [...given, ...kept].includes(part.key as SecretKey)
      : ((values as Readonly<Record<string, Json | undefined>>)[part.key] ?? '') !== '';
  const missing = known.filter((part) => part.required && !there(part)).map(({ key }) => key);
  return missing.length === 0 ? null : refuse('missing_values', { keys: missing.join(', ') });
}

export function evolveAccount(account: AccountState | null, id: string, event: AccountEventBody): AccountState {
  if (event.type === 'account.created') {
    const { kind, name, values } = event;
    return { id, kind, name, values, has: [], state: 'active', version: 1 };
  }
  if (account === null) throw new Error(`${event.type} before account.created`);
  const next = { ...account, version: account.version + 1 };
  switch (event.type) {
    case 'account.changed':
      return {
        ...next,
        ...(event.name !== undefined && { name: event.name }),
        ...(event.values && { values: event.values }),
      };
    case 'account.secretsSet':
      return { ...next, has: [...new Set([...account.has, ...event.keys])].sort() };
    case 'account.bound':
    case 'account.unbound':
    case 'account.left':
      return next;
    case 'account.retired':
      return { ...next, state: 'retired' };
    case 'account.restored':
      return { ...next, state: 'active' };
  }
}
