// What an organization lets the public do.
import { createHash } from 'node:crypto';
import { makeId, type TenantId } from '@paidan/shared/kernel/id';
import type { GuestRules } from '@paidan/shared/model/guest';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { guestRules } from '../store/tables/guestRules';
import type { Reader } from '../store/unit';

/** One row for each organization, under an id that is made from its own. */
export const guestRulesId = (of: TenantId): string =>
  makeId(0, createHash('sha256').update(`guest rules ${of}`).digest());

export const guestRulesOf = async (reader: Reader): Promise<GuestRules> =>
  (await reader.one(guestRules, { id: guestRulesId(reader.tenantId) }))?.values ?? CLOSED;
