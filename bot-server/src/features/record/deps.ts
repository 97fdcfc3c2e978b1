// What the record endpoints are built from.
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Store } from '../../store/unit';

export type RecordDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  /** Marks passwords in what idempotency keys are held against. */
  readonly secretKey: string;
  readonly hashPassword: (password: string) => Promise<string>;
};
