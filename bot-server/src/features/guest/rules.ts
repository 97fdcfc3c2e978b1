// What an organization lets the public do, as an aggregate: the whole choice at once, with its audit.
import { canonical, type Json } from '@paidan/shared/kernel/json';
import { no, ok } from '@paidan/shared/kernel/result';
import type { GuestRules } from '@paidan/shared/model/guest';
import { refuse } from '@paidan/shared/refusal';
import {
  CLOSED,
  evolveGuestRules,
  type GuestRulesEventBody,
  type GuestRulesState,
} from '@paidan/shared/rules/guest/rules';
import { type Aggregate, Conflict } from '../../core/aggregate';
import type { Handlers } from '../../core/call';
import type { Execute } from '../../core/execute';
import { guestRulesId } from '../../lookups/guestRules';
import { guestRules } from '../../store/tables/guestRules';
import { template } from '../../store/tables/template';
import type { Reader, Store } from '../../store/unit';

export type GuestRulesCommand = { readonly version?: number | undefined; readonly values: GuestRules };

export const guestRulesAggregate: Aggregate<GuestRulesCommand, GuestRulesState, GuestRulesEventBody> = {
  kind: 'guestRules',
  find: async (u, id) => {
    const row = await u.one(guestRules, { id });
    return row === undefined ? null : { id, values: row.values, version: row.version };
  },
  prepare: async (u, _scope, before, { version, values }) => {
    const now = before ?? { values: CLOSED, version: 0 };
    if (version !== undefined && version !== now.version) return () => no(refuse('stale', { version: now.version }));
    const missing = await unknownTemplate(u, values.templateIds);
    if (missing !== undefined) return () => no(refuse('unknown_reference', { kind: 'template', id: missing }));
    if (before !== null && same(before.values, values)) return () => ok([]);
    return () => ok([{ type: 'guestRules.changed', values }]);
  },
  evolve: (state, id, event) => evolveGuestRules(state, id, event),
  save: async (u, { id, before, after, now }) => {
    const { values, version } = after;
    if (before === null) return u.insert(guestRules, [{ id, values, version, updatedAt: now }]);
    const where = { id, version: before.version };
    if ((await u.change(guestRules, where, { values, version, updatedAt: now })) !== 1) throw new Conflict();
  },
};

/** A retired one may stay named: it is offered to nobody until it is back. */
async function unknownTemplate(reader: Reader, ids: GuestRules['templateIds']): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const rows = await reader.find(template, { where: { id: { in: [...ids] } }, columns: ['id'] });
  const known = new Set<string>(rows.map(({ id }) => id));
  return ids.find((id) => !known.has(id));
}

const same = (a: GuestRules, b: GuestRules): boolean => canonical(plain(a)) === canonical(plain(b));
const plain = (values: GuestRules) => JSON.parse(JSON.stringify(values)) as Json;

export function guestRulesHandlers(deps: {
  readonly store: Store;
  readonly execute: Execute;
}): Handlers<'guest.rules' | 'guest.changeRules'> {
  const viewOf = async (reader: Reader) => {
    const row = await reader.one(guestRules, { id: guestRulesId(reader.tenantId) });
    return { values: row?.values ?? CLOSED, version: row?.version ?? 0 };
  };
  return {
    'guest.rules': async (_, { scope }) => ok(await viewOf(deps.store.read(scope))),
    'guest.changeRules': async (command, { scope, key }) => {
      const order = { scope, key, id: guestRulesId(scope.tenantId), command };
      const done = await deps.execute(guestRulesAggregate, order);
      return done.ok ? ok(await viewOf(deps.store.read(scope))) : done;
    },
  };
}
