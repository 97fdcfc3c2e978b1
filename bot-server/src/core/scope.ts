// On whose behalf, in which organization, through which channel: nothing is read or written without it.
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import type { Channel } from '@paidan/shared/kinds';
import type { Actor } from '@paidan/shared/rules/ticket/context';
import type { Patience } from '../store/patience';

export type Scope = {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly channel: Channel;
  /** Ties log lines and events to the request that caused them. */
  readonly requestId: string | null;
  /** When it was done, by the word of whoever's device it had to wait on. */
  readonly doneAt?: Instant | undefined;
  /** How long the request may wait for the database; undefined: nobody waits for an answer. */
  readonly patience?: Patience | undefined;
};

/** The only place that mints a TenantId: from a verified session or a row of the tenant table. */
export const tenantOf = (verified: string): TenantId => verified as TenantId;

export const systemScope = (tenantId: TenantId, requestId: string | null = null): Scope => ({
  tenantId,
  actor: { kind: 'system' },
  channel: 'timer',
  requestId,
});

/** Who an idempotency key belongs to. */
export const principalOf = (actor: Actor): string => (actor.kind === 'system' ? 'system' : `member:${actor.id}`);

export const memberIdOf = (actor: Actor): MemberId | null => (actor.kind === 'member' ? actor.id : null);
