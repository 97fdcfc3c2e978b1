// What the feature is handed: who draws, who makes mini-program codes, and what links begin with.
import type { Clock } from '../../core/clock';
import type { Exporter } from '../../core/exporter';
import type { LabelPrinter, MiniCodes } from '../../core/labelSheet';
import type { Store } from '../../store/unit';

export type LabelDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly printer: LabelPrinter;
  readonly miniCodes: MiniCodes;
  readonly exporter: Exporter;
  /** Of our own site, without a slash at the end; undefined: nobody has set it. */
  readonly publicUrl: string | undefined;
};
