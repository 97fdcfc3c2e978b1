// Becoming somebody without an account: by a label, once a device has something to send, or by the link of one report.
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { minutesUntil } from '@paidan/shared/rules/guest/limits';
import { linkOver } from '@paidan/shared/rules/guest/link';
import { again } from '../../core/again';
import type { OpenHandlers } from '../../core/call';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import { tenantOf } from '../../core/scope';
import { guestRulesOf } from '../../lookups/guestRules';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { tenant } from '../../store/tables/tenant';
import { ticket } from '../../store/tables/ticket';
import { track } from '../../store/tables/track';
import type { GuestDeps } from './deps';
import { findLabel } from './label';
import { take } from './limits';

/** New devices from one network within an hour: behind it there may be a whole neighbourhood. */
export const NEW_DEVICES = 60;

export function beginHandlers(deps: GuestDeps): OpenHandlers<'guest.begin' | 'guest.follow'> {
  const { store, clock, secrets, issue } = deps;
  return {
    'guest.begin': async ({ label: ref, device }, { address }) => {
      const label = await findLabel(store, ref);
      if (label === null) return no(refuse('not_found'));
      const { tenantId } = label;
      if (!(await guestRulesOf(store.read(label))).on) return no(refuse('guest_off'));
      const one = await again(isCollision, () => guestFor(deps, tenantId, device, address));
      if (!one.ok) return one;
      const { credential } = await issue({ tenantId, id: one.value }, 'bearer');
      return ok({ ...(await identityOf(deps, tenantId, one.value)), token: credential });
    },

    'guest.follow': async ({ link }) => {
      const found = await store.system.read.one(track, { link: secrets.hashLink(link) });
      if (found === undefined) return no(refuse('link_over'));
      const { ticketId, guestId } = found;
      const tenantId = tenantOf(found.tenantId);
      const reader = store.read({ tenantId });
      const row = await reader.one(ticket, { id: ticketId });
      const waiting = row === undefined ? await reader.one(held, { ticketId }) : undefined;
      const ended = row === undefined ? (waiting?.state === 'spam' ? waiting.decidedAt : null) : row.endedAt;
      if (linkOver(ended, clock.now())) return no(refuse('link_over'));
      const { credential } = await issue({ tenantId, id: guestId }, 'bearer', ticketId);
      const identity = await identityOf(deps, tenantId, guestId);
      return ok({ ...identity, token: credential, id: ticketId, isTicket: row !== undefined });
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
    const row = { id, name: `访客${hidden.slice(0, 4).toUpperCase()}`, device: hidden };
    await u.insert(guest, [{ ...row, phone: null, blockedAt: null, reports: 0, createdAt: now, seenAt: now }]);
    return ok(id);
  });
}

async function identityOf({ store }: GuestDeps, tenantId: TenantId, memberId: MemberId) {
  const [row, org] = await Promise.all([
    store.read({ tenantId }).one(guest, { id: memberId }),
    store.system.read.one(tenant, { id: tenantId }),
  ]);
  if (row === undefined || org === undefined) throw new Error('a guest without a row, or without an organization');
  const { id, code, name, offsetMinutes } = org;
  return {
    member: { id: memberId, login: '', name: row.name, roles: [], grants: [], pictureId: null },
    tenant: { id, code, name, offsetMinutes },
    guest: true as const,
  };
}
