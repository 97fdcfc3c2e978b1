// What notices are made from and sent through.
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import type { Card } from '@paidan/shared/rules/card/card';
import type { Account, Channels } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Log } from '../../core/log';
import type { Seal } from '../../core/seal';
import type { Templates } from '../../lookups/templates';
import type { RowOf } from '../../store/columns';
import type { card } from '../../store/tables/card';
import type { Store, Unit } from '../../store/unit';

/** A platform may ask for the reader's leave, message by message. Null: this one does not. */
export type Leave = {
  /** False: the reader has given none. */
  readonly spend: (account: Account, memberId: MemberId, card: Card) => Promise<boolean>;
  /** The message did not go out after all. */
  readonly giveBack: (account: Account, memberId: MemberId, card: Card) => Promise<void>;
  /** The platform knows of none, whatever we have counted. */
  readonly forget: (account: Account, memberId: MemberId, card: Card) => Promise<void>;
};

/** A card in somebody's hands. */
export type Held = RowOf<typeof card>;

/** The events of one decision, from the one number to the other. */
export type Decided = {
  readonly tenantId: TenantId;
  readonly streamId: string;
  readonly from: number;
  readonly seq: number;
};

export type NoticeDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly channels: Channels;
  readonly templates: Templates;
  /** Of our own site, without a slash at the end. */
  readonly baseUrl: string;
  readonly log: Log;
  readonly leave: (account: Account) => Leave | null;
  /** Asks for more work because of a decision: of the platforms, which others need not wait for. */
  readonly enqueue: (u: Unit, topics: readonly ('card' | 'screen')[], decided: Decided, now: number) => Promise<void>;
  /** There may be something to send. */
  readonly poke: (tenantId: TenantId) => void;
};
