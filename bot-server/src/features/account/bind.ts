// Binding for others than the API: the contacts' sync, and sign-in by a verified phone number.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Execute } from '../../core/execute';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';

/** Through the write path, with its event. Nothing happens where they are bound already. */
export type Bind = (
  scope: Scope,
  binding: { readonly accountId: string; readonly memberId: MemberId; readonly external: string },
) => Promise<Result<null, Refusal>>;

export function makeBind(_deps: { readonly execute: Execute; readonly seal: Seal }): Bind {
  throw new Error('not yet');
}
