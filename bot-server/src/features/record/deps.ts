// What the record endpoints are built from.
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Clock } from '../../core/clock';
import type { Execute } from '../../core/execute';
import type { Exporter } from '../../core/exporter';
import type { Scope } from '../../core/scope';
import type { Knows } from '../../core/sessions';
import type { Store } from '../../store/unit';

export type RecordDeps = {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: Clock;
  /** Marks passwords in what idempotency keys are held against. */
  readonly secretKey: string;
  readonly exporter: Exporter;
  /** Takes a platform's name away from whoever has it. */
  readonly unbind: (
    scope: Scope,
    binding: { readonly accountId: string; readonly external: string },
  ) => Promise<Result<null, Refusal>>;
  readonly knows: Knows;
  readonly hashPassword: (password: string) => Promise<string>;
};
