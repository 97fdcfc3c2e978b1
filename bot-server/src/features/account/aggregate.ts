// A connection as an aggregate of the write path. Secrets never travel in commands or events: they come beside them and are sealed.
import { randomBytes } from 'node:crypto';
import type { AccountId, TenantId } from '@paidan/shared/kernel/id';
import { no, ok } from '@paidan/shared/kernel/result';
import type { AccountKind } from '@paidan/shared/kinds';
import type { AccountSecrets } from '@paidan/shared/model/account';
import { refuse } from '@paidan/shared/refusal';
import {
  type AccountCommand,
  type AccountEventBody,
  type AccountState,
  decideAccount,
  evolveAccount,
} from '@paidan/shared/rules/account/account';
import { type Aggregate, Conflict, type Saved } from '../../core/aggregate';
import type { Seal } from '../../core/seal';
import { externalOf } from '../../lookups/accounts';
import type { RowOf } from '../../store/columns';
import { account as table } from '../../store/tables/account';
import { accountHealth } from '../../store/tables/accountHealth';
import { accountToken } from '../../store/tables/accountToken';
import { identity } from '../../store/tables/identity';
import type { Unit } from '../../store/unit';
import { loadFacts, unknownRole } from './facts';
import { keysOf, openSecrets, sealSecrets } from './secrets';

export type AccountAggregate = Aggregate<AccountCommand, AccountState, AccountEventBody>;

/** `secrets`: those that a `create` or `change` names, in clear. */
export const accountAggregate = (seal: Seal, secrets: AccountSecrets = {}): AccountAggregate => ({
  kind: 'account',
  find: async (u, id) => {
    const row = await u.one(table, { id: id as AccountId });
    return row === undefined ? null : stateOf(seal, u.tenantId, row);
  },
  prepare: async (u, _scope, account, command) => {
    const kind = command.verb === 'create' ? command.kind : account?.kind;
    if (kind === undefined) return () => no(refuse('not_found'));
    // A group is nobody's name.
    if (command.verb === 'bind' && kind === 'wecomGroup') return () => no(refuse('invalid', { where: 'accountId' }));
    const unknown = await unknownRole(u, command);
    if (unknown !== undefined) return () => no(refuse('unknown_reference', { kind: 'role', id: unknown }));
    const told = spelled(command, kind);
    const facts = await loadFacts(u, kind, account, told, secrets);
    return () => {
      const decision = decideAccount(told, account, facts);
      if (!decision.ok) return decision;
      const salt = () => randomBytes(16).toString('base64url');
      return ok(decision.value.map((event) => ('external' in event ? { ...event, salt: salt() } : event)));
    };
  },
  evolve: (state, id, event) => evolveAccount(state, id, event),
  save: (u, change) => save(u, seal, secrets, change),
});

/** Secrets that cannot be opened any more count as not there. */
export function stateOf(seal: Seal, tenantId: TenantId, row: RowOf<typeof table>): AccountState {
  const { id, kind, name, values, state, version } = row;
  return { id, kind, name, values, has: keysOf(openSecrets(seal, { tenantId, id }, row.secrets)), state, version };
}

const spelled = (command: AccountCommand, kind: AccountKind): AccountCommand =>
  'external' in command ? { ...command, external: externalOf(kind, command.external) } : command;

type Change = Saved<AccountCommand, AccountState, AccountEventBody>;

async function save(u: Unit, seal: Seal, secrets: AccountSecrets, { before, after, events, now }: Change) {
  const id = after.id as AccountId;
  const { kind, name, values, state, version } = after;
  const columns = { kind, name, values, state, version, updatedAt: now };
  if (before === null) {
    const sealed = sealSecrets(seal, { tenantId: u.tenantId, id }, secrets);
    return u.insert(table, [{ ...columns, id, secrets: sealed, createdAt: now }]);
  }
  const sealed = await resealed(u, seal, id, secrets);
  if ((await u.change(table, { id, version: before.version }, { ...columns, ...sealed })) !== 1) throw new Conflict();
  if (events.some((event) => event.type === 'account.secretsSet' || 'values' in event)) await beginAnew(u, id);
  for (const event of events) await saveIdentity(u, id, event, now);
}

async function resealed(u: Unit, seal: Seal, id: AccountId, secrets: AccountSecrets): Promise<{ secrets?: string }> {
  if (keysOf(secrets).length === 0) return {};
  const row = await u.one(table, { id });
  const whose = { tenantId: u.tenantId, id };
  const kept = row === undefined ? null : openSecrets(seal, whose, row.secrets);
  return { secrets: sealSecrets(seal, whose, { ...kept, ...secrets }) };
}

/** Other credentials: tokens of the old ones are worth nothing, and what stood in the way of those says nothing of these. */
async function beginAnew(u: Unit, accountId: AccountId): Promise<void> {
  await u.remove(accountToken, { accountId });
  const calm = { failures: 0, pausedUntil: null, errorCode: null, errorText: null, errorAt: null };
  await u.change(accountHealth, { accountId }, { ...calm, tokenAt: null });
}

async function saveIdentity(u: Unit, accountId: AccountId, event: AccountEventBody, now: number): Promise<void> {
  if (event.type === 'account.unbound') await u.remove(identity, { accountId, external: event.external });
  if (event.type === 'account.left') {
    await u.change(identity, { accountId, external: event.external }, { state: 'left', updatedAt: now });
  }
  if (event.type !== 'account.bound') return;
  const { memberId, external } = event;
  const row = { accountId, external, memberId, state: 'active' as const, createdAt: now, updatedAt: now };
  await u.upsert(identity, row, ['memberId', 'state', 'updatedAt']);
}
