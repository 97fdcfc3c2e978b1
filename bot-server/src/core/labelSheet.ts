// A run of labels to be drawn, as the feature that knows them hands it to the adapter that draws.
import type { Result } from '@paidan/shared/kernel/result';
import type { LabelCode } from '@paidan/shared/kinds';
import type { Refusal } from '@paidan/shared/refusal';
import type { Content } from '@paidan/shared/rules/label/layout';
import type { Run } from '@paidan/shared/rules/label/sheet';
import type { Scope } from './scope';

export type DrawnLabel = {
  readonly content: Content;
  readonly link: string;
  /** The mini-program code as PNG or JPEG; read when its turn comes. Null where no such code is asked for. */
  readonly mini: (() => Promise<Buffer>) | null;
};
export type LabelJob = {
  /** Of the document. */
  readonly title: string;
  readonly author: string;
  readonly at: Date;
  readonly run: Omit<Run, 'count'>;
  readonly codes: LabelCode;
  readonly cut: boolean;
  readonly copies: number;
  readonly labels: readonly DrawnLabel[];
};

export type LabelPrinter = {
  /** Is there a font with Chinese characters? */
  readonly hasFont: () => Promise<boolean>;
  /** The bytes as they come to be; whoever stops reading stops the drawing. Null: there is no font. */
  readonly print: (job: LabelJob) => Promise<AsyncIterable<Uint8Array> | null>;
};

/** Mini-program codes of one organization, as PNG. */
export type MiniCodes = {
  /** Is there a connection that makes them? */
  readonly stands: (scope: Scope) => Promise<boolean>;
  /** Makes those that are not there yet; answers with the way to read each. */
  readonly make: (
    scope: Scope,
    scenes: readonly string[],
    large: boolean,
  ) => Promise<Result<(scene: string) => Promise<Buffer>, Refusal>>;
};
