// What reading the contacts needs of the rest of the product; other features' parts are handed over.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Json } from '@paidan/shared/kernel/json';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Store, Unit } from '../../store/unit';

/**
 * One order to one record, by the rules that hold for everybody (`features/record/write`). Answers with the record's id. Of this as of
 * the others, `within` is the unit that it is part of, if it is part of one.
 */
export type WriteRecord = (
  scope: Scope,
  kind: 'member' | 'department',
  order:
    | { readonly verb: 'create'; readonly values: { readonly [key: string]: Json } }
    | { readonly verb: 'change'; readonly id: string; readonly values: { readonly [key: string]: Json } }
    | { readonly verb: 'retire' | 'restore'; readonly id: string },
  within?: Unit,
) => Promise<Result<string, Refusal>>;

/** `features/account/bind`. */
export type Bind = (
  scope: Scope,
  binding: { readonly accountId: string; readonly memberId: MemberId; readonly external: string },
  within?: Unit,
) => Promise<Result<null, Refusal>>;

/** `features/account/bind`. */
export type Lose = (
  scope: Scope,
  lost: { readonly accountId: string; readonly external: string },
  within?: Unit,
) => Promise<Result<null, Refusal>>;

export type DirectoryDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly channels: Channels;
  readonly log: Log;
  readonly write: WriteRecord;
  readonly bind: Bind;
  readonly lose: Lose;
};
