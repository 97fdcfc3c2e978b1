// What holds for a person: the product's defaults, the organization's choice on top of them, the person's own on top of that.
import type { Preference, PreferenceValues } from '../../model/preference';

export type PreferenceEventBody = { readonly type: 'preference.changed'; readonly values: PreferenceValues };
export type PreferenceState = { readonly id: string; readonly values: PreferenceValues; readonly version: number };

/** 22:00 to 7:00; six notices within ten minutes are enough to make the next one a digest. */
export const DEFAULTS: Preference = {
  muted: ['departed', 'arrived'],
  quiet: { from: 22 * 60, to: 7 * 60 },
  flood: 6,
  // Its cards have buttons, and nobody has to consent to each.
  via: 'wecom',
  groups: ['created', 'offered', 'overdue', 'urged', 'accepted', 'cancelled'],
};

/**
 * What the organization has muted stays so for its people, who can mute more; what is muted by the product alone they can
 * hear. Hours, floods and the connection are each person's own; groups are the organization's alone.
 */
export function effective(organization: PreferenceValues, person: PreferenceValues = {}): Preference {
  const base = layered(DEFAULTS, organization);
  const own = layered(base, person);
  return { ...own, muted: [...new Set([...(organization.muted ?? []), ...own.muted])], groups: base.groups };
}

function layered(below: Preference, { muted, quiet, flood, via, groups }: PreferenceValues): Preference {
  return {
    muted: muted ?? below.muted,
    quiet: quiet === undefined ? below.quiet : quiet,
    flood: flood ?? below.flood,
    via: via ?? below.via,
    groups: groups ?? below.groups,
  };
}

export const evolvePreference = (
  before: PreferenceState | null,
  id: string,
  { values }: PreferenceEventBody,
): PreferenceState => ({ id, values, version: (before?.version ?? 0) + 1 });
