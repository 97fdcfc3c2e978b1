// The nouns of WeCom: a corp, its people, applications and groups, and what they hold.
import type { Address } from '../address';
import type { Copy } from '../chats';
import type { Expiring } from '../expiring';
import type { Window } from '../meter';

export type Limits = {
  readonly callsPerMinute: number;
  readonly callsPerHour: number;
  readonly memberPerMinute: number;
  readonly memberPerHour: number;
  /** Times 200: what an application may send in a day, each receiver counted. */
  readonly accounts: number;
};
/** Source: 90312. The number of accounts is the corp's own. */
export const USUAL_LIMITS: Limits = {
  callsPerMinute: 10_000,
  callsPerHour: 150_000,
  memberPerMinute: 30,
  memberPerHour: 1000,
  accounts: 1000,
};

export type Person = {
  readonly userid: string;
  name: string;
  departments: readonly number[];
  mobile: string | null;
  active: boolean;
  /** What each application has sent lately. */
  readonly windows: Map<number, Window>;
};
export type Department = { readonly id: number; readonly name: string; readonly parentid: number };
export type App = {
  readonly corpId: string;
  readonly agentId: number;
  name: string;
  secret: string;
  callback: Address | null;
  trustedDomains: readonly string[];
  readonly taskIds: Set<string>;
  /** When a message was last sent, for those that ask for a check of duplicates. */
  readonly seen: Expiring<number>;
  dropped: number;
};
export type Group = {
  readonly corpId: string;
  readonly key: string;
  name: string;
  members: readonly string[];
  readonly window: Window;
};
export type Corp = {
  readonly corpId: string;
  name: string;
  contactSecret: string | null;
  limits: Limits;
  readonly departments: Map<number, Department>;
  /** By userid in lower case: its case does not count. */
  readonly people: Map<string, Person>;
  /** The active people of each department itself. */
  readonly members: Map<number, Set<Person>>;
  readonly apps: Map<number, App>;
  readonly groups: Map<string, Group>;
};

/** `app` null: the secret of contact sync. */
export type Token = { readonly token: string; readonly corp: Corp; readonly app: App | null; until: number };
export type SignInCode = {
  readonly corpId: string;
  readonly agentId: number;
  readonly userid: string;
  readonly scope: 'web' | 'mini';
  readonly until: number;
  used: boolean;
};

/** One message to several people; who received it has a copy. */
export type Sent = {
  readonly msgid: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly at: number;
  readonly cardType: string | null;
  readonly taskId: string;
  /** In lower case, the silently dropped ones included. */
  readonly receivers: ReadonlySet<string>;
  readonly copies: Map<string, Copy>;
};
export type ResponseCode = { readonly sent: Sent };
