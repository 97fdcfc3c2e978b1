// The store as the rest of the server sees it: units of work inside an organization's scope, reads, and the system's own door.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import type { DialectName } from './dialect';
import type { Patience } from './patience';
import type { Reader, SystemReader, SystemUnit, Unit } from './reader';
import type { Vault } from './vault';

export type { Finder, Reader, SystemReader, SystemUnit, Unit } from './reader';

/** The ways to ask. */
export type Asking = {
  /**
   * One transaction. What `work` throws undoes it all and comes back to the caller, who may repeat it (`isRetryable`). The promise
   * resolves only when the commit is done. Given a unit as its scope, it is part of that one: then it is all or nothing together.
   *
   * `touches` names what `work` is about, inside the organization. Then it may share a transaction with units about other things,
   * and units about the same never do. Made for units that read first and end with `insert` and `later`; any other is
   * begun anew by itself where it would be in the way of others.
   */
  readonly unit: <T>(scope: TenantScope, work: (u: Unit) => Promise<T>, touches?: readonly string[]) => Promise<T>;
  /** Committed rows only, even inside a unit. */
  readonly read: (scope: TenantScope) => Reader;
  /** The same for a few rows by their keys: what is asked for at the same moment shares a round trip, so nothing slow belongs there. */
  readonly glance: (scope: TenantScope) => Reader;
  readonly system: {
    readonly read: SystemReader;
    readonly unit: <T>(work: (u: SystemUnit) => Promise<T>) => Promise<T>;
  };
};

export type Store = Asking & {
  readonly dialect: DialectName;
  /** Keeps personal values; without one (tools, tests of single parts) they are written as they come. */
  readonly vault?: Vault | undefined;
  /** Whatever is asked of this one is bounded by the request's patience, where no scope says otherwise. See `storeFor`. */
  readonly within: (patience: Patience) => Asking;
  /** The database's clock: for leases. */
  readonly now: () => Promise<Instant>;
  /** Units of this process: under way, and waiting for a connection or for the writer; of both, those with `touches`. */
  readonly load: () => { readonly busy: number; readonly waiting: number; readonly commands: number };
  /** Whether rows of this process were turned away lately because there is no room for them. */
  readonly isFull: () => boolean;
  /** Rejects where the database does not answer. */
  readonly ready: () => Promise<void>;
  /** What a person should know about this database; to be logged at boot. */
  readonly warnings: readonly string[];
  /**
   * Lets go of what was overwritten, where that is kept for a while: the embedded database's write-ahead log begins anew, unless it is
   * being read the whole time. Outside of units.
   */
  readonly scrub: () => Promise<void>;
  /** Waits for the units under way. */
  readonly close: () => Promise<void>;
};
export type TenantScope = {
  readonly tenantId: TenantId;
  /** Of the request that it is for; without one, each statement and each unit has a limit of its own. */
  readonly patience?: Patience | undefined;
};

/** The store for one request that has no scope yet. */
export const storeFor = (store: Store, patience: Patience | undefined): Store =>
  patience === undefined ? store : { ...store, ...store.within(patience) };

export type StoreConfig = {
  /** A unit holds up others: one that takes longer is given up. Milliseconds; default 15,000. */
  readonly unitDeadline?: number;
  /** No client waits for this process: statements and units may take their time. For the command line. */
  readonly patient?: boolean;
  /** A unit inside of another that is not told of it throws (`watch.ts`). For development and tests; default no. */
  readonly watched?: boolean;
} & (
  | {
      readonly kind: 'sqlite';
      readonly file: string;
      /** `FULL` (default): what was acknowledged is on disk. `NORMAL`: a power cut may lose the last moments. */
      readonly synchronous?: 'FULL' | 'NORMAL';
    }
  | {
      readonly kind: 'mysql';
      /** `mysql://user:password@host:3306/database` */
      readonly url: string;
      /** Connections at most; default 10. */
      readonly connections?: number;
      /** What to do with a server that acknowledges before it is on disk; default `refuse`. */
      readonly weakDurability?: 'refuse' | 'warn';
    }
);
