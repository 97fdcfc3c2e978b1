// What the product asks of a chat platform, and what it hears from one. Each channel is an adapter behind this port.
import type { TenantId } from '@paidan/shared/kernel/id';
import type { AccountKind, CardAction, Channel } from '@paidan/shared/kinds';
import type { AccountSecrets, AccountValues } from '@paidan/shared/model/account';
import type { Card } from '@paidan/shared/rules/card/card';

/** A connection with its secrets in clear: stays inside the process. */
export type Account = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly kind: AccountKind;
  readonly values: AccountValues;
  readonly secrets: AccountSecrets;
  /** Tells these values and secrets from those of before: what was had with others is worth nothing. */
  readonly credentials: string;
};

/**
 * `later`: the same call may succeed. `person`: never for this receiver. `account`: nothing works until somebody mends the
 * connection. `content`: the message itself is refused, whoever gets it.
 */
export type TroubleKind = 'later' | 'person' | 'account' | 'content';
export type Trouble = {
  readonly kind: TroubleKind;
  /** The platform's own code, or ours (`timeout`, `not_json`, `http_503`). */
  readonly code: string;
  readonly message: string;
  /** Milliseconds to wait at least, where the platform's limits say so. */
  readonly wait?: number;
};
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** Milliseconds for which the platform waits for our answer, from when it asks: to what it delivers, and to its check of our address. */
export type Waits = { readonly delivery: number; readonly check: number };

export type Abilities = {
  /** Buttons that press. */
  readonly buttons: boolean;
  /** A card that was sent can be changed, once, by its code. */
  readonly update: boolean;
  readonly recall: boolean;
  /** Null: nothing comes in. */
  readonly inbound: { readonly waits: Waits } | null;
  /** Speaks to a group, not to a person. */
  readonly group: boolean;
  /** Messages per minute and hour to one receiver: below the limits past which the platform drops in silence. */
  readonly perReceiver: { readonly minute: number; readonly hour: number };
  /** Calls per minute of the whole account. */
  readonly perMinute: number;
  /** Milliseconds for which a message can be recalled, and its code used. */
  readonly recallWithin: number;
  readonly codeWithin: number;
};

export type Sending = {
  /** The platform's names of the receivers; a group's is empty. */
  readonly to: string;
  readonly card: Card;
  /** Comes back with a press; null where no press is wanted. Unique per app: `[0-9A-Za-z_-@]`, at most 128 bytes (WeCom 90236). */
  readonly cardId: string | null;
  /** Whom a group's message names. */
  readonly mentions: readonly string[];
  /** Of our own site, without a slash at the end: `card.path` goes behind it. */
  readonly baseUrl: string;
};
/** `messageId` recalls it, `code` changes it once. */
export type Sent = { readonly messageId: string | null; readonly code: string | null };

export type RawRequest = {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
export type RawReply = { readonly status: number; readonly type: string; readonly body: string };

type From = {
  /** The platform's name for the person, in the platform's own spelling made lower-case where case does not count. */
  readonly from: string;
  /** The same for every delivery of one event. */
  readonly key: string;
  /** When the platform says it happened. */
  readonly at: number;
};
export type Inbound =
  | (From & { readonly type: 'press'; readonly cardId: string; readonly action: string; readonly code: string | null })
  | (From & { readonly type: 'text'; readonly text: string })
  /** Somebody was added, changed or removed: the directory is read anew. */
  | { readonly type: 'directory'; readonly key: string; readonly at: number }
  /** One consent, one message. */
  | (From & {
      readonly type: 'consent';
      /** Ids of templates; one that was accepted twice stands here twice. */
      readonly accepted: readonly string[];
      /** Of these nothing more is wanted. */
      readonly withdrawn: readonly string[];
    })
  | {
      readonly type: 'verdict';
      readonly key: string;
      readonly at: number;
      readonly traceId: string;
      /** `unknown`: the platform could not tell. */
      readonly suggest: 'pass' | 'review' | 'risky' | 'unknown';
      readonly label: number | null;
    }
  | { readonly type: 'other'; readonly event: string; readonly key: string; readonly at: number };

/** What goes back in the same answer: a new face for the presser's card, or words. */
export type Back = { readonly card: Card; readonly cardId: string | null } | { readonly text: string } | null;

export type Received =
  /** Forged, damaged or foreign: one generic answer for all. */
  | { readonly kind: 'refused' }
  /** The platform checks the address. */
  | { readonly kind: 'check'; readonly reply: RawReply }
  | { readonly kind: 'inbound'; readonly inbound: Inbound; readonly reply: (back: Back, baseUrl: string) => RawReply };

export type Check = { readonly name: string; readonly trouble: Trouble | null };

export type DirectoryPerson = {
  readonly external: string;
  readonly name: string;
  readonly departments: readonly string[];
  readonly active: boolean;
};
export type Directory = {
  readonly people: readonly DirectoryPerson[];
  readonly departments: readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[];
};

export type ChannelAdapter = {
  readonly kind: AccountKind;
  /** How events name it. */
  readonly channel: Channel;
  readonly abilities: Abilities;
  /** Absent: this kind carries no messages, people only sign in through it; no notice is ever routed to it. */
  readonly send?: (account: Account, sending: Sending) => Promise<Answer<Sent>>;
  readonly update?: (
    account: Account,
    change: { readonly to: string; readonly code: string; readonly card: Card; readonly baseUrl: string },
  ) => Promise<Answer<null>>;
  readonly recall?: (account: Account, messageId: string) => Promise<Answer<null>>;
  readonly receive?: (account: Account, request: RawRequest) => Received;
  /** Asks the platform whether the pasted values work. */
  readonly check: (account: Account) => Promise<readonly Check[]>;
  readonly signIn?: {
    /** `inside`: within the platform's own browser; otherwise a page with a code to scan. */
    readonly url: (
      account: Account,
      ask: { readonly redirect: string; readonly state: string; readonly inside: boolean },
    ) => string;
    /** Whose code is this? */
    readonly identify: (account: Account, code: string) => Promise<Answer<string>>;
  };
  /** Whose code is this, that a call of the platform's own app gave without asking anybody? */
  readonly hostSignIn?: (account: Account, code: string) => Promise<Answer<string>>;
  readonly directory?: (account: Account) => Promise<Answer<Directory>>;
};
/** One that carries messages. */
export type MessageChannel = ChannelAdapter & Required<Pick<ChannelAdapter, 'send'>>;
export type Channels = Readonly<Record<AccountKind, ChannelAdapter>>;

/**
 * Access tokens, shared by all processes, refreshed by one at a time. `stale`: a token that the platform has just refused.
 * Rejects only where the database does.
 */
export type Tokens = (
  account: Pick<Account, 'id' | 'tenantId' | 'credentials'>,
  purpose: string,
  fetch: () => Promise<Answer<{ readonly token: string; readonly seconds: number }>>,
  stale?: string,
) => Promise<Answer<string>>;

export type { CardAction };
