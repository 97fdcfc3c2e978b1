// What the record endpoints are built from.
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Store } from '../../store/unit';

export type RecordDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  readonly hashPassword: (password: string) => Promise<string>;
};
