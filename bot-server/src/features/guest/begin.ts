// Becoming somebody without an account: by a label, once a device has something to send, or by the link of one report.
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { minutesUntil } from '@paidan/shared/rules/guest/limits';
import { guestName, tagOf } from '@paidan/shared/text/guestName';
import type { Locale } from '@paidan/shared/text/index';
import { again } from '../../core/again';
import type { OpenHandlers } from '../../core/call';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import { tenantOf } from '../../core/scope';
import { guestRulesOf } from '../../lookups/guestRules';
import { linkedTo } from '../../lookups/link';
import { guest } from '../../store/tables/guest';
import { tenant } from '../../store/tables/tenant';
import { track } from '../../store/tables/track';
import type { GuestDeps } from './deps';
import { findLabel } from './label';
import { take } from './limits';

/** New devices from one network within an hour: behind it there may be a whole neighbourhood. */
export const NEW_DEVICES = 60;

export function beginHandlers(deps: GuestDeps): OpenHandlers<'guest.begin' | 'guest.follow'> {
  const { store, clock, secrets, issue } = deps;
  return {
    'guest.begin': async ({ label: ref, device }, { address, locale }) => {
      const label = await findLabel(store, ref);
      if (label === null) return no(refuse('not_found'));
      const { tenantId } = label;
      if (!(await guestRulesOf(store.read(label))).on) return no(refuse('guest_off'));
      const one = await again(isCollision, () => guestFor(deps, tenantId, device, address));
      if (!one.ok) return one;
      const { credential } = await issue({ tenantId, id: one.value }, 'bearer');
      return ok({ ...(await identityOf(deps, tenantId, one.value, locale)), token: credential });
    },

    'guest.follow': async ({ link, device }, { locale }) => {
      const found = await store.system.read.one(track, { link: secrets.hashLink(link) });
      if (found === undefined) return no(refuse('link_over'));
      const { ticketId, guestId } = found;
      const tenantId = tenantOf(found.tenantId);
      const reader = store.read({ tenantId });
      const [{ contact }, leads, owner] = await Promise.all([
        guestRulesOf(reader),
        linkedTo(reader, ticketId, clock.now()),
        reader.one(guest, { id: guestId }),
      ]);
      // Whoever had a good link is told whom to ask instead; one that was made up names no organization.
      const over = async (code: 'link_revoked' | 'link_over') => {
        const org = await store.system.read.one(tenant, { id: tenantId });
        return no(refuse(code, { org: org?.name ?? '', ...(contact !== null && { contact }) }));
      };
      if (found.revokedAt !== null) return over('link_revoked');
      if (leads === null || owner === undefined || owner.erasedAt !== null) return over('link_over');
      // The device that reported is known by itself: for it the link is only the way there.
      const own = device !== undefined && owner.device === secrets.hide('device', tenantId, device);
      const { credential } = await issue({ tenantId, id: guestId }, 'bearer', own ? undefined : ticketId);
      const identity = await identityOf(deps, tenantId, guestId, locale);
      return ok({ ...identity, token: credential, id: ticketId, isTicket: leads.isTicket, own, contact });
    },
  };
}

/** One for each device, whichever of its labels it scans. */
async function guestFor(
  { store, clock, secrets }: GuestDeps,
  tenantId: TenantId,
  device: string,
  address: string,
): Promise<Result<MemberId, Refusal>> {
  const hidden = secrets.hide('device', tenantId, device);
  return store.unit({ tenantId }, async (u) => {
    const now = clock.now();
    const known = await u.one(guest, { device: hidden });
    if (known !== undefined) {
      await u.change(guest, { id: known.id }, { seenAt: now });
      return ok(known.id);
    }
    const name = secrets.hide('newDevice', tenantId, address);
    const until = await take(u, [{ name, most: NEW_DEVICES }], now);
    if (until !== null) return no(refuse('guest_limit', { minutes: minutesUntil(until, now) }));
    const id = newId<'member'>(now);
    const row = { id, name: tagOf(hidden), device: hidden };
    await u.insert(guest, [
      { ...row, phone: null, blockedAt: null, reports: 0, createdAt: now, seenAt: now, erasedAt: null },
    ]);
    return ok(id);
  });
}

async function identityOf({ store }: GuestDeps, tenantId: TenantId, memberId: MemberId, locale: Locale) {
  const [row, org] = await Promise.all([
    store.read({ tenantId }).one(guest, { id: memberId }),
    store.system.read.one(tenant, { id: tenantId }),
  ]);
  if (row === undefined || org === undefined) throw new Error('a guest without a row, or without an organization');
  const { id, code, name, offsetMinutes } = org;
  return {
    member: {
      id: memberId,
      login: '',
      name: guestName(row, locale),
      roles: [],
      grants: [],
      pictureId: null,
      hasPassword: false,
    },
    tenant: { id, code, name, offsetMinutes },
    guest: true as const,
  };
}
