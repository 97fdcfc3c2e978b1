// Whose is a phone number that WeChat has verified? The one active member's who has it; a new member's where nobody does.
import { createHmac, hkdfSync } from 'node:crypto';
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import type { Account } from '../../core/channels';
import type { Scope } from '../../core/scope';
import { memberBehind } from '../../lookups/accounts';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import type { Reader } from '../../store/unit';
import type { OpenDeps } from './deps';

/** For whoever comes in by the mini-program, where the connection names no roles. */
const NEWCOMERS = ['resident'];

/** Bound to the openid when it comes back. */
export async function personWithPhone(
  deps: OpenDeps,
  account: Account,
  phone: string,
  openid: string,
  request: Pick<Scope, 'requestId' | 'patience'>,
): Promise<Result<MemberId, Refusal>> {
  const reader = deps.store.read(account);
  const scope: Scope = { tenantId: account.tenantId, actor: { kind: 'system' }, channel: 'wechat', ...request };
  const known = await oneWith(deps, reader, phone);
  if (!known.ok) return known;
  const person = known.value === null ? await newcomer(deps, reader, scope, account, phone) : ok(known.value);
  if (!person.ok) return person;
  const bound = await deps.bind(scope, account, person.value, openid);
  if (bound.ok) return person;
  // The same phone was faster by another request: whoever it is bound to is in.
  const winner = bound.refusal.code === 'bound_elsewhere' ? await memberBehind(reader, account.id, openid) : null;
  return winner === person.value ? person : bound;
}

/** Null: nobody has it. */
async function oneWith({ store }: OpenDeps, reader: Reader, phone: string): Promise<Result<MemberId | null, Refusal>> {
  const kept = (await store.vault?.find(reader, 'member', phone)) ?? [];
  const rows = await reader.find(member, {
    where: { phone: { in: [...spellings(phone), ...kept] } },
    columns: ['id', 'name', 'state'],
  });
  const active = rows.filter(({ state }) => state === 'active');
  if (active.length > 1) return no(refuse('phone_shared'));
  const [one] = active;
  if (one !== undefined) return ok(one.id);
  // Whoever was sent away does not come back as somebody new.
  return rows.length > 0 ? no(refuse('retired')) : ok(null);
}

/** People write numbers in groups, and with their country's code or without. */
export function spellings(phone: string): ReadonlySet<string> {
  const plain = phone.replace(/^\+86/, '').replace(/\D/g, '');
  if (phone.startsWith('+') && !phone.startsWith('+86')) return new Set([phone, phone.slice(1)]);
  const groups = /^(\d{3})(\d{4})(\d{4})$/.exec(plain)?.slice(1);
  const forms = [plain, ...(groups === undefined ? [] : [groups.join(' '), groups.join('-')])];
  return new Set(forms.flatMap((form) => [form, ...COUNTRY.map((code) => code + form)]));
}

const COUNTRY = ['+86', '+86 ', '+86-', '86', '86 ', '86-', '0086'];

/** The login says nothing, and is the same for the same number: two requests at once make one member. */
async function newcomer(
  deps: OpenDeps,
  reader: Reader,
  scope: Scope,
  account: Account,
  phone: string,
): Promise<Result<MemberId, Refusal>> {
  const wanted = account.values.roles ?? NEWCOMERS;
  const there = await reader.find(role, { where: { code: { in: [...wanted] }, state: 'active' }, columns: ['code'] });
  const created = await deps.createMember(scope, {
    login: loginFor(deps.secretKey, account.tenantId, phone),
    name: `微信用户${phone.slice(-4)}`,
    phone: phone.slice(0, LIMITS.phone),
    departmentId: null,
    roles: there.map(({ code }) => code),
  });
  if (created.ok || created.refusal.code !== 'duplicate') return created;
  const again = await oneWith(deps, reader, phone);
  if (!again.ok) return again;
  // The one with that login has another number by now: it is somebody else's.
  return again.value === null ? created : ok(again.value);
}

function loginFor(secretKey: string, tenantId: TenantId, phone: string): string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'paidan wechat logins v1', 32));
  return `wx-${createHmac('sha256', key).update(`${tenantId} ${phone}`).digest('hex').slice(0, 16)}`;
}
