// Binding for others than the API: the contacts' sync, and sign-in by a verified phone number.
import type { MemberId } from '@paidan/shared/kernel/id';
import { ok, type Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Execute } from '../../core/execute';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';
import { accountAggregate } from './aggregate';

/** Through the write path, with its event. Nothing happens where they are bound already. */
export type Bind = (
  scope: Scope,
  binding: { readonly accountId: string; readonly memberId: MemberId; readonly external: string },
) => Promise<Result<null, Refusal>>;

export const makeBind =
  ({ execute, seal }: { readonly execute: Execute; readonly seal: Seal }): Bind =>
  async (scope, { accountId, memberId, external }) => {
    const command = { verb: 'bind', memberId, external } as const;
    const done = await execute(accountAggregate(seal), { scope, key: null, id: accountId, command });
    return done.ok ? ok(null) : done;
  };
