// Disclosures as an aggregate: each is told once, in a timeline of its own, so that a ticket's does not move on by being looked at.
import { no, ok } from '@paidan/shared/kernel/result';
import { type Instant, SECOND } from '@paidan/shared/kernel/time';
import { refuse } from '@paidan/shared/refusal';
import {
  type Disclosure,
  type DisclosureEventBody,
  evolveDisclosure,
} from '@paidan/shared/rules/disclosure/disclosure';
import type { Aggregate } from '../../core/aggregate';
import type { Clock } from '../../core/clock';
import { memberIdOf } from '../../core/scope';
import { disclosure } from '../../store/tables/disclosure';
import type { Unit } from '../../store/unit';

export type Disclose = Omit<DisclosureEventBody, 'type'>;

/**
 * A place among the `most` of an hour, in a window that is locked until the unit ends, so that those who come at once do not all see
 * the last free place. Null: let through and counted; otherwise when to come again.
 */
export type Take = (
  u: Unit,
  windows: readonly { readonly name: string; readonly most: number }[],
  now: Instant,
) => Promise<Instant | null>;

/** Who calls for a living stays below; who copies the list of people does not. */
export const MOST_AN_HOUR = 100;

export const disclosureAggregate = (
  clock: Clock,
  take: Take,
): Aggregate<Disclose, Disclosure, DisclosureEventBody> => ({
  kind: 'disclosure',
  find: async (u, id) => (await u.one(disclosure, { id })) ?? null,
  prepare: async (u, scope, before, command) => {
    if (before !== null) return () => no(refuse('already'));
    const now = clock.now();
    const until = await take(u, [{ name: `disclosed ${memberIdOf(scope.actor)}`, most: MOST_AN_HOUR }], now);
    if (until === null) return () => ok([{ type: 'disclosure.made', ...command }]);
    return () => no(refuse('too_many', { seconds: Math.max(1, Math.ceil((until - now) / SECOND)) }));
  },
  evolve: (_state, id, event) => evolveDisclosure(id, event),
  save: (u, { after }) => u.insert(disclosure, [after]),
});
