// What every request carries from the first middleware on.
import type { Locale } from '@paidan/shared/text/index';
import type { ParameterizedContext } from 'koa';

export type State = { requestId: string; locale: Locale };
export type Ctx = ParameterizedContext<State>;
