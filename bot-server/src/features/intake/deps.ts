// What is needed to understand what a platform delivers, and to do it.
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { NoticeKind } from '@paidan/shared/kinds';
import type { PersonCommand } from '@paidan/shared/model/command';
import type { Refusal } from '@paidan/shared/refusal';
import type { Card } from '@paidan/shared/rules/card/card';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { Account, Channels, Inbound } from '../../core/channels';
import type { Clock } from '../../core/clock';
import type { Delivered } from '../../core/delivered';
import type { Log } from '../../core/log';
import type { Marks } from '../../core/marks';
import type { Scope } from '../../core/scope';
import type { Seal } from '../../core/seal';
import type { Templates } from '../../lookups/templates';
import type { Loaded } from '../../lookups/tickets';
import type { Reader, Store } from '../../store/unit';

export type IntakeDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly marks: Marks;
  readonly seal: Seal;
  readonly channels: Channels;
  readonly templates: Templates;
  /** Of our own site, without a slash at the end. */
  readonly baseUrl: string;
  readonly log: Log;
  /** One command through the write path; a refusal is remembered with the delivery. */
  readonly act: (
    scope: Scope,
    delivered: Delivered,
    command: Ordered,
  ) => Promise<Result<{ readonly replayed: boolean }, Refusal>>;
  /** What a reader's card of a ticket shows now. */
  readonly cardOf: (
    reader: Reader,
    loaded: Loaded,
    asked: { kind: NoticeKind; seq: number | null; accountId: string; memberId: MemberId; actor?: MemberActor },
    now: number,
  ) => Promise<Card | null>;
  readonly faceOf: (card: Card) => string;
  readonly onDirectory: (account: Account) => void;
  readonly onConsent: (
    account: Account,
    memberId: MemberId,
    consent: Extract<Inbound, { type: 'consent' }>,
  ) => Promise<void>;
  readonly onVerdict: (account: Account, verdict: Extract<Inbound, { type: 'verdict' }>) => Promise<void>;
};

export type Ordered = Exclude<PersonCommand, { type: 'ticket.create' }>;
export type Heard = { readonly account: Account; readonly tenantId: TenantId };
