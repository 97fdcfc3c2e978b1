// What the connections' endpoints are built from.
import type { Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Seal } from '../../core/seal';
import type { Store } from '../../store/unit';

export type AccountDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly channels: Channels;
  /** Of our own site, without a slash at the end. */
  readonly publicUrl: string;
  /** Marks secrets in what idempotency keys are held against. */
  readonly secretKey: string;
};
