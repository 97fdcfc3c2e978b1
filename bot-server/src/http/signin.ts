// GET /auth/… and /go/…: in and out of the platforms' sign-in, and the way of every notice to its page.
import type Router from '@koa/router';
import type { Entrance } from '../core/signin';
import type { AuthDeps } from './auth';
import type { State } from './context';

export type SignInRoutes = AuthDeps & { readonly entrance: Entrance };

/** Before the routes that take everything. */
export function addSignIn(_router: Router<State>, _deps: SignInRoutes): void {
  throw new Error('not yet');
}
