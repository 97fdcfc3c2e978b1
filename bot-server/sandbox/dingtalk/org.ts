// The nouns of DingTalk: an organization, its people and apps, and what they hold.

export type DingPerson = {
  readonly userid: string;
  /** The same in every organization that has the same owner; who signs in by a page is known by it. */
  readonly unionid: string;
  name: string;
  mobile: string | null;
  active: boolean;
  /** An outside contact: known to the organization, not of its staff. */
  outside: boolean;
};
export type DingApp = {
  readonly clientId: string;
  readonly corpId: string;
  name: string;
  secret: string;
  /** Addresses to which the sign-in page may send somebody back. */
  redirects: readonly string[];
  /** From where calls may come; null: from anywhere. */
  ips: readonly string[] | null;
  /** Userids whom the app may see; null: everybody. */
  scope: ReadonlySet<string> | null;
  /** May read members of the contacts. */
  mayRead: boolean;
  token: DingToken | null;
};
export type DingOrg = {
  readonly corpId: string;
  name: string;
  /** The product's organization; null: not told. */
  org: string | null;
  readonly people: Map<string, DingPerson>;
  readonly apps: Map<string, DingApp>;
};
export type DingToken = { readonly token: string; readonly app: DingApp; until: number };
/** `host`: of a call inside the app; `page`: of the sign-in page. */
export type DingCode = {
  readonly kind: 'host' | 'page';
  readonly clientId: string;
  readonly corpId: string;
  readonly userid: string;
  readonly until: number;
  used: boolean;
};
/** A person's own token, of the sign-in page. */
export type UserToken = { readonly unionid: string; readonly corpId: string; readonly until: number };
