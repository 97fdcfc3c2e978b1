// What an endpoint's handler is given and gives back. `http/mount` turns the table of handlers into routes.
import type { EndpointName, OutputOf, ParsedOf } from '@paidan/shared/contract/index';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Locale } from '@paidan/shared/text/index';
import type { Patience } from '../store/patience';
import type { Scope } from './scope';

/** A file that came with the request, on disk until the handler is done. */
export type Upload = { readonly path: string; readonly name: string; readonly bytes: number };

export type Call = {
  readonly scope: Scope;
  readonly locale: Locale;
  /** The Idempotency-Key, if the caller sent one. */
  readonly key: string | null;
  /** Only for endpoints with `upload`. */
  readonly upload: Upload | null;
  /** The bearer token or cookie that this call came with. */
  readonly credential: string;
  /** The caller's network address, where there is one. */
  readonly address?: string;
};

export type Answer<Name extends EndpointName> = Promise<Result<OutputOf<Name>, Refusal>>;
export type Handler<Name extends EndpointName> = (input: ParsedOf<Name>, call: Call) => Answer<Name>;

/** Endpoints that anybody may call, from whatever organization they name. */
export type Open =
  | 'signin.options'
  | 'signin.host'
  | 'wechat.signIn'
  | 'wechat.phone'
  | 'guest.page'
  | 'guest.begin'
  | 'guest.follow';
export type OpenCall = {
  readonly locale: Locale;
  readonly requestId: string;
  /** How long the request may wait for the database. */
  readonly patience?: Patience;
  /** The caller's network address. */
  readonly address: string;
};
export type OpenHandler<Name extends Open> = (input: ParsedOf<Name>, call: OpenCall) => Answer<Name>;
export type OpenHandlers<Name extends Open = Open> = { readonly [Each in Name]: OpenHandler<Each> };

/** `session.create` has no scope yet and sets a cookie: `http/session` serves it. */
export type Handled = Exclude<EndpointName, 'session.create' | Open>;
export type Handlers<Name extends Handled = Handled> = { readonly [Each in Name]: Handler<Each> };
