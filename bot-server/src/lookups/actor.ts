// A member as it is right now: active, with the grants that its roles carry. Somebody without an account has neither roles nor grants.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Grant } from '@paidan/shared/kinds';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { guest } from '../store/tables/guest';
import { member } from '../store/tables/member';
import { role } from '../store/tables/role';
import type { Reader } from '../store/unit';

/** Null: the member has left, or whoever had no account was erased. */
export async function actorOf(reader: Reader, id: MemberId): Promise<MemberActor | null> {
  const row = await reader.one(member, { id });
  if (row === undefined) return guestOf(reader, id);
  if (row.state !== 'active') return null;
  const codes = [...row.roles];
  const roles = codes.length === 0 ? [] : await reader.find(role, { where: { code: { in: codes }, state: 'active' } });
  const grants = new Set<Grant>(roles.flatMap(({ grants }) => grants));
  return { kind: 'member', id, roles: roles.map(({ code }) => code), grants: [...grants] };
}

async function guestOf(reader: Reader, id: MemberId): Promise<MemberActor | null> {
  const row = await reader.one(guest, { id });
  if (row === undefined || row.erasedAt !== null) return null;
  return { kind: 'member', id, roles: [], grants: [], guest: { only: null } };
}
