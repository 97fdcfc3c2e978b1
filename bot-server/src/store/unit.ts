// The store as the rest of the server sees it: units of work inside an organization's scope, reads, and the system's own door.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { Instant } from '@paidan/shared/kernel/time';
import type { DialectName } from './dialect';
import type { Reader, SystemReader, SystemUnit, Unit } from './reader';

export type { Reader, SystemReader, SystemUnit, Unit } from './reader';

export type Store = {
  readonly dialect: DialectName;
  /**
   * One transaction. Inside of it, a unit of the same scope joins in; one of another scope throws. What `work` throws undoes it
   * all and comes back to the caller, who may repeat it (`isRetryable`). The promise resolves only when the commit is done.
   */
  readonly unit: <T>(scope: TenantScope, work: (u: Unit) => Promise<T>) => Promise<T>;
  /** Committed rows only, even inside a unit. */
  readonly read: (scope: TenantScope) => Reader;
  readonly system: {
    readonly read: SystemReader;
    readonly unit: <T>(work: (u: SystemUnit) => Promise<T>) => Promise<T>;
  };
  /** The database's clock: for leases. */
  readonly now: () => Promise<Instant>;
  /** Units of this process: under way, and waiting for a connection or for the writer. */
  readonly load: () => { readonly busy: number; readonly waiting: number };
  /** Rejects where the database does not answer. */
  readonly ready: () => Promise<void>;
  /** What a person should know about this database; to be logged at boot. */
  readonly warnings: readonly string[];
  /** Waits for the units under way. */
  readonly close: () => Promise<void>;
};
export type TenantScope = { readonly tenantId: TenantId };

export type StoreConfig = {
  /** A unit holds up others: one that takes longer is given up. Milliseconds; default 15,000. */
  readonly unitDeadline?: number;
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
