// What an organization lets the public do: nothing, until it says so.
import type { GuestRules } from '../../model/guest';

export type GuestRulesEventBody = { readonly type: 'guestRules.changed'; readonly values: GuestRules };
export type GuestRulesState = { readonly id: string; readonly values: GuestRules; readonly version: number };

export const CLOSED: GuestRules = {
  on: false,
  templateIds: [],
  phone: 'optional',
  greeting: '',
  contact: null,
  limits: { device: 5, label: 20, address: 30 },
  holds: ['trap', 'hasty', 'duplicate', 'links', 'number', 'short'],
};

export const evolveGuestRules = (
  before: GuestRulesState | null,
  id: string,
  { values }: GuestRulesEventBody,
): GuestRulesState => ({ id, values, version: (before?.version ?? 0) + 1 });
