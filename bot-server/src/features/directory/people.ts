// The people of a platform as members: who is new comes in, who has changed is changed, who is gone is retired, who is back is back.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import { again } from '../../core/again';
import type { Account, DirectoryPerson } from '../../core/channels';
import { isCollision } from '../../core/execute';
import type { Scope } from '../../core/scope';
import type { RowOf } from '../../store/columns';
import { account as accountTable } from '../../store/tables/account';
import { identity } from '../../store/tables/identity';
import type { member } from '../../store/tables/member';
import type { Reader, Unit } from '../../store/unit';
import type { Place } from './departments';
import type { DirectoryDeps } from './deps';
import { loginFrom } from './login';
import { asName } from './name';

type Identity = RowOf<typeof identity>;
type Member = Pick<RowOf<typeof member>, 'id' | 'name' | 'departmentId' | 'state'>;

export type Work = {
  readonly deps: DirectoryDeps;
  readonly scope: Scope;
  readonly account: Account;
};

/** A newcomer and the binding are one: nobody comes in twice, whoever else reads the contacts at the same time. */
export async function join(
  { deps, scope, account }: Work,
  person: DirectoryPerson,
  place: Place | undefined,
  logins: Set<string>,
): Promise<Refusal | null> {
  const login = loginFrom(person.external, logins);
  const name = asName(person.name, person.external);
  const roles = account.values.roles ?? [];
  const values = { login, name, phone: null, departmentId: place ?? null, roles: [...roles] };
  const refusal = await allOrNothing(deps, scope, async (u) => {
    const memberId = told(await deps.write(scope, 'member', { verb: 'create', values }, u)) as MemberId;
    told(await deps.bind(scope, { accountId: account.id, memberId, external: person.external }, u));
  });
  if (refusal === null) logins.add(login);
  return refusal;
}

/** Name and department as the platform has them; null: nothing to do. */
export async function follow(
  { deps, scope }: Work,
  person: DirectoryPerson,
  place: Place | undefined,
  is: Member,
): Promise<Refusal | 'changed' | null> {
  const name = asName(person.name, is.name);
  // With a secret that shows names of the platform's own only, that is all there is.
  const named = person.name.toLowerCase() !== person.external.toLowerCase();
  const values: Record<string, Json> = {
    ...(named && name !== is.name && { name }),
    ...(place !== undefined && place !== is.departmentId && { departmentId: place }),
  };
  // Whoever was retired by hand stays retired.
  if (is.state === 'retired' || Object.keys(values).length === 0) return null;
  const done = await deps.write(scope, 'member', { verb: 'change', id: is.id, values });
  return done.ok ? 'changed' : done.refusal;
}

export const comeBack = ({ deps, scope, account }: Work, row: Identity, is: Member): Promise<Refusal | null> =>
  allOrNothing(deps, scope, async (u) => {
    if (is.state === 'retired') told(await deps.write(scope, 'member', { verb: 'restore', id: is.id }, u));
    const { memberId, external } = row;
    told(await deps.bind(scope, { accountId: account.id, memberId, external }, u));
  });

/** Whoever is still known through another such connection loses only this one. */
export const leave = ({ deps, scope, account }: Work, row: Identity, is: Member | undefined): Promise<Refusal | null> =>
  allOrNothing(deps, scope, async (u) => {
    const stays = await isKnownElsewhere(deps.store.read(scope), account, row.memberId);
    if (is?.state === 'active' && !stays) told(await deps.write(scope, 'member', { verb: 'retire', id: is.id }, u));
    told(await deps.lose(scope, { accountId: account.id, external: row.external }, u));
  });

async function isKnownElsewhere(reader: Reader, { id, kind }: Account, memberId: MemberId): Promise<boolean> {
  const others = await reader.find(identity, { where: { memberId, state: 'active' }, columns: ['accountId'] });
  const ids = others.map(({ accountId }) => accountId).filter((other) => other !== id);
  return ids.length > 0 && (await reader.count(accountTable, { id: { in: ids }, kind, state: 'active' }, 1)) > 0;
}

/** Ends a unit without a trace. */
class TakeBack extends Error {
  constructor(readonly refusal: Refusal) {
    super('taken back');
  }
}

function told<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new TakeBack(result.refusal);
  return result.value;
}

async function allOrNothing(
  { store }: DirectoryDeps,
  scope: Scope,
  work: (u: Unit) => Promise<void>,
): Promise<Refusal | null> {
  try {
    await again(isCollision, () => store.unit(scope, work));
    return null;
  } catch (error) {
    if (error instanceof TakeBack) return error.refusal;
    throw error;
  }
}
