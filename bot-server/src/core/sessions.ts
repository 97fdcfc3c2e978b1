// Who is asking? What the HTTP room needs to know of sessions; `features/session` answers.
import type { Identity } from '@paidan/shared/contract/session';
import type { MemberId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { signIn } from '@paidan/shared/model/records';
import type { Refusal } from '@paidan/shared/refusal';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { Locale } from '@paidan/shared/text/index';
import type { z } from 'zod';
import type { Patience } from '../store/patience';
import type { Scope } from './scope';

/** `cookie`: a browser; `bearer`: an app that signed in; `token`: a program, with a token from the command line. */
export type CredentialKind = 'cookie' | 'bearer' | 'token';

export type SignedIn = { readonly tenantId: TenantId; readonly actor: MemberActor; readonly kind: CredentialKind };
export type SignIn = z.output<typeof signIn>;

/** Is this the password of whoever is signed in? Guesses are counted as those of signing in are. */
export type Knows = (scope: Scope, password: string, address: string) => Promise<Result<null, Refusal>>;

export type Sessions = {
  /** Null: unknown, expired, revoked, or its member has left. True for at most a second longer than that. */
  readonly find: (credential: string, patience?: Patience) => Promise<SignedIn | null>;
  readonly signIn: (
    input: SignIn,
    /** The caller's network address, and the language of the answer. */
    from: { readonly address: string; readonly locale: Locale },
    patience?: Patience,
  ) => Promise<Result<{ readonly credential: string; readonly identity: Identity; readonly seconds: number }, Refusal>>;
  /** For somebody whom a platform has vouched for. Whoever asks has seen that the member is active. */
  readonly issueFor: (
    person: { readonly tenantId: TenantId; readonly id: MemberId },
    kind: 'cookie' | 'bearer',
    /** Of a guest who came by a report's link: that report and nothing else. */
    only?: TicketId,
    patience?: Patience,
  ) => Promise<{ readonly credential: string; readonly seconds: number }>;
};
