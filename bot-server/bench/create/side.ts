// A database as this benchmark needs it: the product's own store on it, its rows read back, and a second, empty one of the same
// schema into which the bare driver writes.
import type { StoreConfig } from '../../src/store/unit';
import type { Fetch, Row, Value, Writes } from './capture';

export type Statement = { readonly sql: string; readonly params: readonly Value[] };

export type Bench = {
  /** Settings of the server under test. */
  readonly env: Readonly<Record<string, string>>;
  readonly config: StoreConfig;
  readonly fetch: Fetch;
  readonly blocks: (tenantId: string) => Promise<readonly Row[]>;
  /** Inserts each report's rows in a transaction of its own; resolves when all are committed. */
  readonly replay: (all: readonly Writes[], connections: number) => Promise<void>;
  readonly close: () => Promise<void>;
};
