// Preferences as an aggregate: each choice as a whole, with its audit.
import { canonical, type Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { refuse } from '@paidan/shared/refusal';
import {
  evolvePreference,
  type PreferenceEventBody,
  type PreferenceState,
} from '@paidan/shared/rules/notify/preference';
import { type Aggregate, Conflict } from '../../core/aggregate';
import { preference } from '../../store/tables/preference';

/** What is not named follows the organization, or the product. */
export type PreferenceCommand = { readonly version?: number | undefined; readonly values: PreferenceValues };

export const preferenceAggregate: Aggregate<PreferenceCommand, PreferenceState, PreferenceEventBody> = {
  kind: 'preference',
  find: async (u, id) => {
    const row = await u.one(preference, { id });
    return row === undefined ? null : { id, values: row.values, version: row.version };
  },
  prepare: async (_u, _scope, before, { version, values }) => {
    const now = before ?? { values: {}, version: 0 };
    if (version !== undefined && version !== now.version) return () => no(refuse('stale', { version: now.version }));
    // Even the first choice leaves a trace, were it the empty one: there is a row from then on.
    if (before !== null && same(before.values, values)) return () => ok([]);
    return () => ok([{ type: 'preference.changed', values }]);
  },
  evolve: (state, id, event) => evolvePreference(state, id, event),
  save: async (u, { id, before, after, now }) => {
    const { values, version } = after;
    if (before === null) return u.insert(preference, [{ id, values, version, updatedAt: now }]);
    const where = { id, version: before.version };
    if ((await u.change(preference, where, { values, version, updatedAt: now })) !== 1) throw new Conflict();
  },
};

const same = (a: PreferenceValues, b: PreferenceValues): boolean => canonical(plain(a)) === canonical(plain(b));
const plain = (values: PreferenceValues) => JSON.parse(JSON.stringify(values)) as Json;
