// Coming in from a chat platform: what the HTTP room asks for, and `features/signin` answers.
import type { Inside } from '@paidan/shared/kernel/agent';
import type { MemberId, TenantId } from '@paidan/shared/kernel/id';
import type { HostAccountKind } from '@paidan/shared/kinds';
import type { Patience } from '../store/patience';

export type Kept = { readonly name: string; readonly value: string; readonly seconds: number };

/** Why somebody stays outside; each has a page that says what to do. */
export const SORRY = ['expired', 'unbound', 'left', 'trouble'] as const;
export type Sorry = (typeof SORRY)[number];

export type Entrance = {
  /** Off to the platform, with a cookie that the way back is held against. Null: this connection signs nobody in. */
  readonly start: (ask: {
    readonly kind: HostAccountKind;
    readonly accountId: string;
    /** Of our own site; anything else becomes the console's first page. */
    readonly to: string | undefined;
    /** Within the platform's own browser. */
    readonly inside: boolean;
    readonly patience?: Patience | undefined;
  }) => Promise<{ readonly url: string; readonly cookie: Kept } | null>;
  /** Back from the platform. `cookie` is the one to forget. */
  readonly back: (ask: {
    readonly kind: HostAccountKind;
    readonly accountId: string;
    readonly code: string;
    readonly state: string;
    readonly cookieNamed: (name: string) => string | undefined;
    readonly patience?: Patience | undefined;
  }) => Promise<
    { readonly cookie: string | null } & (
      | { readonly credential: string; readonly seconds: number; readonly to: string }
      /** `to`: where it was to lead, as far as that is known; `ticket`: with it, whoever signs in next binds this account to themselves. */
      | { readonly sorry: Sorry; readonly to: string | null; readonly ticket?: string }
    )
  >;
  /** Where the link of a notice leads, given who is signed in here already. */
  readonly go: (ask: {
    readonly accountId: string;
    /** What stands behind `/go/<accountId>/`. */
    readonly rest: string;
    /** Whom the notice was for; empty: whoever reads it, as in a group. */
    readonly reader: string;
    readonly signedIn: { readonly tenantId: TenantId; readonly memberId: MemberId } | null;
    /** In whose browser. */
    readonly inside: Inside | null;
    /** Is it a phone that the link was opened on? */
    readonly phone: boolean;
    readonly patience?: Patience | undefined;
  }) => Promise<string>;
};
