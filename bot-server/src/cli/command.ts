// What a command of the command line is.
import type { Config } from '@paidan/config/load';

export type Command = {
  readonly usage: string;
  readonly summary: string;
  /** The exit code. */
  readonly run: (args: readonly string[], config: Config) => Promise<number>;
};
