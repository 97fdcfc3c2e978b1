// What every request carries from the first middleware on.
import type { Locale } from '@paidan/shared/text/index';
import type { ParameterizedContext } from 'koa';

export type State = {
  requestId: string;
  locale: Locale;
  /** Once it is known: for the log. */
  who?: { readonly tenantId: string; readonly memberId: string };
};
export type Ctx = ParameterizedContext<State>;
