// Before anything of a guest's is written: a blocked device writes nothing, on reports that are there as little as new ones, and
// each kind of writing has a window of its own. Reading one's own reports goes on.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { GUEST_WRITES, minutesUntil } from '@paidan/shared/rules/guest/limits';
import { again } from '../../core/again';
import { isCollision } from '../../core/execute';
import type { Scope } from '../../core/scope';
import { guest } from '../../store/tables/guest';
import { type GuestDeps, guestIn } from './deps';
import { take } from './limits';

/**
 * Asked by the API of every call of a guest, before its body is read; and again where that took long: such a call has had its turn
 * (`taken`), and may only have been blocked meanwhile.
 */
export type GuestGate = (scope: Scope, endpoint: string, turn: 'take' | 'taken') => Promise<Result<null, Refusal>>;

export const makeGuestGate =
  ({ store, clock, secrets }: Pick<GuestDeps, 'store' | 'clock' | 'secrets'>): GuestGate =>
  async (scope, endpoint, turn) => {
    const most = GUEST_WRITES[endpoint];
    const me = guestIn(scope);
    if (most === undefined || me === null) return ok(null);
    const row = await store.read(scope).one(guest, { id: me.id });
    if (row !== undefined && row.blockedAt !== null) return no(refuse('guest_blocked'));
    if (turn === 'taken') return ok(null);
    // Whoever came by a link has a window of their own: they take nothing from the one who reported.
    const name = secrets.hide('device', scope.tenantId, `${endpoint} ${me.id} ${me.only ?? ''}`);
    const now = clock.now();
    const until = await again(
      isCollision,
      () => store.unit(scope, (u) => take(u, [{ name, most }], now)),
      scope.patience,
    );
    return until === null ? ok(null) : no(refuse('guest_limit', { minutes: minutesUntil(until, now) }));
  };
