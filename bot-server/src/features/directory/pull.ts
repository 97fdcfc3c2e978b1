// Reads a platform's contacts and brings the members in line with them. The same once more changes nothing.
import type { AccountId, MemberId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { connectionWords } from '@paidan/shared/text/connection';
import { fill, type Locale } from '@paidan/shared/text/index';
import { troubleWords } from '@paidan/shared/text/trouble';
import type { Account, Directory, DirectoryPerson, Trouble } from '../../core/channels';
import { sayPlain } from '../../core/say';
import type { Scope } from '../../core/scope';
import { externalOf } from '../../lookups/accounts';
import { identity } from '../../store/tables/identity';
import { member } from '../../store/tables/member';
import { type Place, placeDepartments, placeOf } from './departments';
import type { DirectoryDeps } from './deps';
import { comeBack, follow, join, leave, type Work } from './people';
import { takeTurn } from './turn';

export type Pulled = { created: number; changed: number; left: number; problems: string[] };

/** `trouble`: what the platform said, where it was asked. */
export type Unread = { readonly refusal: Refusal; readonly trouble: Trouble | null };

export async function pull(
  deps: DirectoryDeps,
  scope: Scope,
  account: Account,
  locale: Locale,
): Promise<Result<Pulled, Unread>> {
  const read = deps.channels[account.kind].directory;
  if (read === undefined) return no({ refusal: refuse('invalid', { where: account.kind }), trouble: null });
  const giveBack = await takeTurn(deps.store, `contacts ${account.id}`);
  if (giveBack === null) return no({ refusal: refuse('too_many'), trouble: null });
  try {
    const listed = await read(account);
    if (!listed.ok) {
      const { trouble } = listed;
      const message = troubleWords(locale, trouble);
      return no({ refusal: refuse('channel_trouble', { code: trouble.code, message }), trouble });
    }
    return ok(await reconcile({ deps, scope, account }, listed.value, locale));
  } finally {
    await giveBack();
  }
}

async function reconcile(work: Work, listed: Directory, locale: Locale): Promise<Pulled> {
  const { deps, scope, account } = work;
  const result: Pulled = { created: 0, changed: 0, left: 0, problems: [] };
  const say = connectionWords(locale).sync;
  const refused = (name: string, refusal: Refusal) =>
    void result.problems.push(fill(say.one, { name, message: sayPlain(locale, refusal).message }));

  const people = activeOf(account, listed);
  const reader = deps.store.read(scope);
  const bound = await reader.find(identity, { where: { accountId: account.id as AccountId } });
  const gone = bound.filter((row) => row.state === 'active' && !people.has(row.external));
  const before = bound.filter((row) => row.state === 'active').length;
  const doubt =
    people.size === 0 ? say.nobody : isStampede(gone.length, before) ? fill(say.many, { count: gone.length }) : null;
  if (doubt !== null) result.problems.push(doubt);

  const places = await placeDepartments(deps, scope, listed.departments, refused);
  const rows = await reader.find(member, { where: {}, columns: ['id', 'login', 'name', 'departmentId', 'state'] });
  const members = new Map(rows.map((row) => [row.id, row]));
  const logins = new Set(rows.map((row) => row.login));
  const known = new Map(bound.map((row) => [row.external, row]));

  for (const person of people.values()) {
    const place = placeOf(places, person.departments);
    const row = known.get(person.external);
    const is = row === undefined ? undefined : members.get(row.memberId as MemberId);
    const done =
      is === undefined || row === undefined
        ? await newcomer(work, person, place, logins)
        : await oldTimer(work, person, place, row, is);
    if (done === 'created') result.created += 1;
    else if (done === 'changed') result.changed += 1;
    else if (done !== null) refused(person.name, done);
  }
  for (const row of doubt === null ? gone : []) {
    const is = members.get(row.memberId);
    const refusal = await leave(work, row, is);
    if (refusal === null) result.left += 1;
    else refused(is?.name ?? row.external, refusal);
  }
  return result;
}

/** By the name that identities are kept under; each once. */
function activeOf({ kind }: Account, { people }: Directory): ReadonlyMap<string, DirectoryPerson> {
  const active = people.filter((person) => person.active);
  return new Map(
    active.map((person) => {
      const external = externalOf(kind, person.external);
      return [external, { ...person, external }];
    }),
  );
}

/** So many at once have rather been hidden than left. */
const isStampede = (gone: number, before: number): boolean => gone >= 10 && gone * 2 > before;

type Outcome = 'created' | 'changed' | Refusal | null;
type Known = Parameters<typeof comeBack>[1];
type Is = Parameters<typeof comeBack>[2];

async function newcomer(
  work: Work,
  person: DirectoryPerson,
  place: Place | undefined,
  logins: Set<string>,
): Promise<Outcome> {
  return (await join(work, person, place, logins)) ?? 'created';
}

async function oldTimer(
  work: Work,
  person: DirectoryPerson,
  place: Place | undefined,
  row: Known,
  is: Is,
): Promise<Outcome> {
  const back = row.state === 'left';
  const refusal = back ? await comeBack(work, row, is) : null;
  if (refusal !== null) return refusal;
  const followed = await follow(work, person, place, back ? { ...is, state: 'active' } : is);
  return followed === null && back ? 'changed' : followed;
}
