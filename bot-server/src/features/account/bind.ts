// Binding, and its end, for others than the API: the contacts' sync, and sign-in by a verified phone number.
import type { MemberId } from '@paidan/shared/kernel/id';
import { ok, type Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Execute } from '../../core/execute';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Unit } from '../../store/unit';
import { accountAggregate } from './aggregate';

/** Through the write path, with its event; `within` the unit that it is part of, if it is part of one. Nothing happens where they are bound already. */
export type Bind = (
  scope: Scope,
  binding: { readonly accountId: string; readonly memberId: MemberId; readonly external: string },
  within?: Unit,
) => Promise<Result<null, Refusal>>;

/** The platform no longer knows the person. Nothing happens where that is known already. */
export type Lose = (
  scope: Scope,
  lost: { readonly accountId: string; readonly external: string },
  within?: Unit,
) => Promise<Result<null, Refusal>>;

type Deps = { readonly execute: Execute; readonly seal: Seal };

export const makeLose =
  ({ execute, seal }: Deps): Lose =>
  async (scope, { accountId, external }, within) => {
    const command = { verb: 'lose', external } as const;
    const done = await execute(accountAggregate(seal), { scope, within, key: null, id: accountId, command });
    return done.ok ? ok(null) : done;
  };

/** Whoever it was bound to. `not_found`: nobody. */
export const makeUnbind =
  ({ execute, seal }: Deps): Lose =>
  async (scope, { accountId, external }) => {
    const command = { verb: 'unbind', external } as const;
    const done = await execute(accountAggregate(seal), { scope, key: null, id: accountId, command });
    return done.ok ? ok(null) : done;
  };

export const makeBind =
  ({ execute, seal }: Deps): Bind =>
  async (scope, { accountId, memberId, external }, within) => {
    const command = { verb: 'bind', memberId, external } as const;
    const done = await execute(accountAggregate(seal), { scope, within, key: null, id: accountId, command });
    return done.ok ? ok(null) : done;
  };
