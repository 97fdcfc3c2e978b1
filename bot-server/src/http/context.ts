// What every request carries from the first middleware on.
import type { Locale } from '@paidan/shared/text/index';
import type { ParameterizedContext } from 'koa';
import type { Patience } from '../core/patience';

export type State = {
  requestId: string;
  locale: Locale;
  /** How long this request may wait for the database. */
  patience: Patience;
  /** Once it is known: for the log. */
  who?: { readonly tenantId: string; readonly memberId: string };
};
export type Ctx = ParameterizedContext<State>;
